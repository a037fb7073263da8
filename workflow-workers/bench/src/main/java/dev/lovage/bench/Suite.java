package dev.lovage.bench;

import java.util.List;
import java.util.stream.Stream;

/// The workloads, each with its floor.
record Suite(Ours ours, Floor floor) {
    private static final String CHAIN = "bench-steps";
    private static final int STEPS = 40;
    private static final int N = 10;
    private static final long FIBO_OF_N = 55;

    List<Workload> workloads(Wanted wanted) {
        return Stream.of(one(1, 60), one(16, 240), steps())
                .filter(workload -> wanted.has(workload.id()))
                .toList();
    }

    private Workload one(int clients, int times) {
        return new Workload(
                "W1",
                "REST start to result, one task",
                clients,
                times,
                1.15,
                () -> same("done", ours.task(BenchTasks.NOOP)),
                () -> same("done", floor.run(BenchTasks.NOOP, 1)));
    }

    private Workload steps() {
        ours.save(CHAIN, BenchTasks.FIBO, N, STEPS);
        return new Workload(
                "W2",
                "40 times fibo(10), one after the other",
                1,
                3,
                1.10,
                () -> same(FIBO_OF_N, ours.workflow(CHAIN)),
                () -> same(FIBO_OF_N, floor.run(BenchTasks.FIBO, STEPS, N)));
    }

    private static void same(Object expected, Object actual) {
        var right =
                expected instanceof Long number
                        ? actual instanceof Number other && other.longValue() == number
                        : expected.equals(actual);
        if (!right) {
            throw new IllegalStateException("The result is " + actual + ", not " + expected);
        }
    }
}
