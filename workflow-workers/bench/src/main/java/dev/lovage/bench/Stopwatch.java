package dev.lovage.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Does a workload again and again, ours and the floor in turns, and takes the time.
///
/// @param atMost no client begins anew after it, in one repetition of one side: on a slow machine a
///   workload is done less often, not longer
record Stopwatch(int repetitions, Duration atMost) {

    Result measure(Workload workload) throws InterruptedException, ExecutionException {
        // the first repetition warms caches and compilers, and does not count
        timed(workload, workload.floor());
        timed(workload, workload.ours());
        var ours = new ArrayList<Times>();
        var floor = new ArrayList<Times>();
        var processors = new Processors();
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
        return new Result(workload, Result.Side.of(ours), Result.Side.of(floor), processors.busy());
    }

    private Times timed(Workload workload, Workload.Work work)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            var asked = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < workload.clients(); i++) {
                asked.add(clients.submit(client(workload, work, next, begin)));
            }
            var nanos = new ArrayList<Long>();
            for (var one : asked) {
                nanos.addAll(one.get());
            }
            return new Times(nanos, System.nanoTime() - begin);
        }
    }

    /// Does it at least once.
    private Callable<List<Long>> client(
            Workload workload, Workload.Work work, AtomicInteger next, long begin) {
        return () -> {
            var nanos = new ArrayList<Long>();
            long start = System.nanoTime();
            while (next.getAndIncrement() < workload.times()
                    && (nanos.isEmpty() || start - begin < atMost.toNanos())) {
                long uncounted = work.once();
                long end = System.nanoTime();
                nanos.add((end - start - uncounted) / workload.per());
                start = end;
            }
            return nanos;
        };
    }
}
