package dev.lovage.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/// Does a workload again and again, ours and the floor in turns, and takes the time.
final class Stopwatch {
    private final int repetitions;

    Stopwatch(int repetitions) {
        this.repetitions = repetitions;
    }

    Result measure(Workload workload) throws InterruptedException, ExecutionException {
        // the first repetition warms caches and compilers, and does not count
        timed(workload, workload.floor());
        timed(workload, workload.ours());
        var ours = new ArrayList<Times>();
        var floor = new ArrayList<Times>();
        for (int i = 0; i < repetitions; i++) {
            // who goes first changes, so that neither gains by it
            if (i % 2 == 0) {
                floor.add(timed(workload, workload.floor()));
                ours.add(timed(workload, workload.ours()));
            } else {
                ours.add(timed(workload, workload.ours()));
                floor.add(timed(workload, workload.floor()));
            }
        }
        return new Result(workload, Result.Side.of(ours), Result.Side.of(floor));
    }

    private static Times timed(Workload workload, Workload.Work work)
            throws InterruptedException, ExecutionException {
        var nanos = new long[workload.times()];
        var next = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < workload.clients(); i++) {
                asked.add(
                        clients.submit(() -> {
                            for (int at = next.getAndIncrement();
                                    at < nanos.length;
                                    at = next.getAndIncrement()) {
                                long start = System.nanoTime();
                                work.once();
                                nanos[at] = System.nanoTime() - start;
                            }
                            return null;
                        }));
            }
            for (var one : asked) {
                one.get();
            }
            return new Times(LongStream.of(nanos).boxed().toList(), System.nanoTime() - begin);
        }
    }
}
