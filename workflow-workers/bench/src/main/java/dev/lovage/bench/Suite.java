package dev.lovage.bench;

import dev.lovage.bench.FloorWorkflow.Job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The workloads, each with its floor.
record Suite(Ours ours, Floor floor) {
    private static final int STEPS = 40;
    private static final int N = 10;
    private static final long FIBO_OF_N = 55;
    private static final int COMPUTED = 10;
    private static final int LARGE_N = 33;
    private static final int HANDS = 3;

    List<Workload> workloads(Wanted wanted) {
        return Stream.of(
                        one(1, 60),
                        one(16, 240),
                        steps(BenchTasks.FIBO, false, 1.10),
                        steps(BenchTasks.FIBO_INLINE, true, 1.20),
                        computed(BenchTasks.TIMED, false),
                        computed(BenchTasks.TIMED_INLINE, true),
                        passed("1 kB", 1_000),
                        passed("100 kB", 100_000))
                .filter(workload -> wanted.has(workload.id()))
                .toList();
    }

    private Workload one(int clients, int times) {
        var job = new Job(BenchTasks.NOOP, 1, false, false, List.of());
        return new Workload(
                "W1",
                "REST start to result, one task",
                clients,
                times,
                1,
                1.15,
                () -> same("done", ours.task(BenchTasks.NOOP)),
                () -> same("done", floor.run(job)));
    }

    private Workload steps(String task, boolean inline, double reach) {
        var name = name(task);
        ours.save(name, Collections.nCopies(STEPS, Map.of("task", task, "args", List.of(N))));
        var job = new Job(BenchTasks.FIBO, STEPS, inline, false, List.of(N));
        return new Workload(
                "W2",
                "40 x fibo(10) one after the other" + (inline ? ", inline" : ""),
                1,
                inline ? 20 : 3,
                1,
                reach,
                () -> same(FIBO_OF_N, ours.workflow(name, null)),
                () -> same(FIBO_OF_N, floor.run(job)));
    }

    private Workload computed(String task, boolean inline) {
        var name = name(task);
        var steps = new ArrayList<Map<String, Object>>();
        steps.add(Map.of("task", task, "args", List.of(0, LARGE_N)));
        steps.addAll(
                Collections.nCopies(
                        COMPUTED - 1,
                        Map.of("task", task, "args", List.of(LARGE_N), "pipe", true)));
        ours.save(name, steps);
        var job = new Job(BenchTasks.TIMED, COMPUTED, inline, true, List.of(0, LARGE_N));
        return new Workload(
                "W3",
                "10 x fibo(33), per task above it" + (inline ? ", inline" : ""),
                1,
                3,
                COMPUTED,
                1.10,
                () -> ((Number) ours.workflow(name, null)).longValue(),
                () -> ((Number) floor.run(job)).longValue());
    }

    private Workload passed(String size, int characters) {
        var name = name(BenchTasks.PASS);
        var steps = new ArrayList<Map<String, Object>>();
        steps.add(Map.of("task", BenchTasks.PASS, "args", List.of("${input.text}")));
        steps.addAll(Collections.nCopies(HANDS - 1, Map.of("task", BenchTasks.PASS)));
        ours.save(name, steps);
        var text = "x".repeat(characters);
        var job = new Job(BenchTasks.PASS, HANDS, false, true, List.of(text));
        return new Workload(
                "W4",
                "3 steps that pass on " + size,
                1,
                20,
                1,
                1.20,
                () -> same(text, ours.workflow(name, Map.of("text", text))),
                () -> same(text, floor.run(job)));
    }

    private static String name(String task) {
        return task.replace('.', '-');
    }

    private static long same(Object expected, Object actual) {
        var right =
                expected instanceof Long number
                        ? actual instanceof Number other && other.longValue() == number
                        : expected.equals(actual);
        if (!right) {
            throw new IllegalStateException("The result is not what it must be");
        }
        return 0;
    }
}
