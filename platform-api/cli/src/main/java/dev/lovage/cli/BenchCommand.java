package dev.lovage.cli;

import dev.lovage.local.Checkout;
import dev.lovage.local.LocalException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lovage bench`: what a run costs here, beside the same work written by hand on Temporal's SDK.
@Command(
        name = "bench",
        description = {
            "Measure what a run costs on this machine, on a platform of its own.",
            "Each figure stands beside the same work written by hand on Temporal's SDK, measured in turns."
        },
        footer = {
            "",
            "W1  REST start to result of one task, with 1 and with 16 clients",
            "W2  40 times fibo(10), one after the other: dispatched, and inline",
            "W3  10 times fibo(33): what a task costs above its computing, dispatched and inline",
            "W4  3 steps that pass on 1 kB and 100 kB",
            "",
            "A side of a workload takes 5 seconds at most in one repetition, so all of them take",
            "some 8 minutes at worst; what a busy machine does not reach is measured less often.",
            "",
            "Exit code 1: the disk changed by more than 30 %% meanwhile, measure again."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final int MOST = 100;
    private static final List<String> WORKLOADS = List.of("W1", "W2", "W3", "W4");

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "W1,..",
            description = "Only these workloads.")
    private List<String> only = List.of();

    @Option(
            names = "--repetitions",
            defaultValue = "5",
            description = "How often each is measured, 1 to 100; 5 when left out.")
    private int repetitions;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (repetitions < 1 || repetitions > MOST) {
            throw new UsageException("--repetitions is 1 to " + MOST);
        }
        for (String workload : only) {
            if (!WORKLOADS.contains(workload)) {
                throw new UsageException(
                        "There is no workload %s; there are %s"
                                .formatted(workload, String.join(", ", WORKLOADS)));
            }
        }
        Checkout checkout = Checkout.find();
        Path jar =
                checkout.bench()
                        .jar()
                        .orElseThrow(() ->
                                new LocalException("The bench is not built: `mvn package` does"));
        return SelfCopy.await(new ProcessBuilder(line(checkout, jar)).inheritIO().start());
    }

    private List<String> line(Checkout checkout, Path jar) {
        List<String> line = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        line.add("--sun-misc-unsafe-memory-access=allow");
        line.add("-Dlovage.checkout=" + checkout.root());
        line.addAll(List.of("-jar", jar.toString()));
        line.addAll(List.of(String.join(",", only), Integer.toString(repetitions)));
        if (json != null) {
            line.add(json.toAbsolutePath().toString());
        }
        return line;
    }
}
