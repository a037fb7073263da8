package dev.lovage.bench;

import dev.lovage.local.Checkout;
import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/// Measures on a platform of its own: `lovage bench` starts this process.
public final class Bench {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SIDE = Duration.ofSeconds(5);
    private static final int UNSTEADY = 1;

    private Bench() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        var wanted = Wanted.of(arguments);
        var data = Files.createTempDirectory("lovage-bench");
        var report = measured(wanted, data);
        report.print(System.out);
        if (wanted.json() != null) {
            report.write(wanted.json());
        }
        new ProcessBuilder("rm", "-r", data.toString()).inheritIO().start().waitFor();
        System.exit(report.steady() ? 0 : UNSTEADY);
    }

    private static Report measured(Wanted wanted, Path data)
            throws IOException, InterruptedException, ExecutionException {
        var plan = Plan.measured(data, Checkout.find());
        var output = Output.to(System.out);
        try (var platform = Platform.prepare(plan, output)) {
            return on(platform.start(), wanted, data, SIDE);
        }
    }

    /// Measures on a platform that runs already.
    ///
    /// @param side how long one repetition of one side of a workload may take
    static Report on(Stack stack, Wanted wanted, Path folder, Duration side)
            throws IOException, InterruptedException, ExecutionException {
        try (var _ = Workers.of(stack, folder);
                var ours = Ours.at(stack);
                var floor = new Floor(stack)) {
            awaitTasks(ours);
            var before = Machine.here(folder);
            var watch = new Stopwatch(wanted.repetitions(), side);
            List<Result> results = new ArrayList<>();
            for (var workload : new Suite(ours, floor).workloads(wanted)) {
                System.out.println("measuring " + workload);
                results.add(watch.measure(workload));
            }
            return new Report(before, Machine.here(folder), wanted.repetitions(), results);
        }
    }

    private static void awaitTasks(Ours ours) {
        long begin = System.nanoTime();
        while (!ours.serves(BenchTasks.FIBO)) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("The worker has not announced itself in a minute");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
