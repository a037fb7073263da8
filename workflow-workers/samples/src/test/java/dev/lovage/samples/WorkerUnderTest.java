package dev.lovage.samples;

import dev.lovage.local.Stack;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The samples' worker as it is shipped, in a process of its own on a queue of its own.
final class WorkerUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int management;

    private WorkerUnderTest(Process process, int management) {
        this.process = process;
        this.management = management;
    }

    /// Starts it; returns when it is ready.
    static WorkerUnderTest serving(String queue, Path root, Map<String, String> settings)
            throws Exception {
        var stack = Stack.shared();
        var management = freePort();
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        Path.of("target", queue + ".log").toFile()));
        builder.environment()
                .putAll(
                        Map.of(
                                "LOVAGE_TEMPORAL_TARGET", stack.temporal(),
                                "LOVAGE_TEMPORAL_NAMESPACE", stack.namespace(),
                                "LOVAGE_KAFKA_SERVERS", stack.kafka(),
                                "LOVAGE_KAFKA_PREFIX", queue,
                                "LOVAGE_WORKER_QUEUES", queue,
                                "LOVAGE_WORKER_STOP_GRACE", "2s",
                                "LOVAGE_FILES_ROOTS", root.toString(),
                                "LOVAGE_MANAGEMENT_PORT", Integer.toString(management)));
        builder.environment().putAll(settings);
        var worker = new WorkerUnderTest(builder.start(), management);
        worker.awaitReady();
        return worker;
    }

    /// The answer on its management port; its status code stands before it.
    String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + management + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    /// As kill -9 does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// As SIGTERM does.
    ///
    /// @return whether it ended within ten seconds
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady() throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (get("/health/readiness").startsWith("200")) {
                    return;
                }
            } catch (IOException _) {
                // it does not listen yet
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new AssertionError("The worker did not become ready; see its log in target");
    }

    private static Path jar() throws IOException {
        try (var built = Files.newDirectoryStream(Path.of("target"), "samples-*.jar")) {
            return built.iterator().next();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
