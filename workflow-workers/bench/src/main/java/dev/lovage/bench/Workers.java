package dev.lovage.bench;

import dev.lovage.local.Stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The two workers, each in a process of its own that ends with this one.
final class Workers implements AutoCloseable {
    private final Process ours;
    private final Process floor;

    private Workers(Process ours, Process floor) {
        this.ours = ours;
        this.floor = floor;
    }

    static Workers of(Stack stack, Path logs) throws IOException {
        var environment =
                Map.of(
                        "LOVAGE_TEMPORAL_TARGET", stack.temporal(),
                        "LOVAGE_TEMPORAL_NAMESPACE", stack.namespace(),
                        "LOVAGE_KAFKA_SERVERS", stack.kafka(),
                        "LOVAGE_API_URL", stack.api(),
                        "LOVAGE_WORKER_QUEUES", Ours.QUEUE,
                        "LOVAGE_MANAGEMENT_PORT", "-1");
        return new Workers(
                start(OursWorker.class, List.of(), environment, logs.resolve("ours.log")),
                start(
                        FloorWorker.class,
                        List.of(stack.temporal(), stack.namespace()),
                        Map.of(),
                        logs.resolve("floor.log")));
    }

    private static Process start(
            Class<?> main, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        var line = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
        line.add(System.getProperty("java.class.path"));
        line.add(main.getName());
        line.addAll(arguments);
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LOVAGE_"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(new File(log.toString())).start();
    }

    @Override
    public void close() {
        ours.destroy();
        floor.destroy();
    }
}
