package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

@Timeout(60)
final class WaitingWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void livesWithoutTemporalAndSaysWhatItWaitsFor() throws Exception {
        try (var server = start(closedPort())) {
            assertThat(get(server, "/health/liveness")).startsWith("200");
            assertThat(get(server, "/health/readiness")).startsWith("503");
            var reason = awaitReason(server.getApplicationContext().getBean(WorkerProcess.class));
            assertThat(reason).contains("not reachable").contains("lovage.temporal.target");
            assertThat(get(server, "/health/readiness")).contains("not reachable");
        }
    }

    @Test
    void showsNothingButHealthAndMetrics() throws Exception {
        try (var server = start(closedPort())) {
            assertThat(get(server, "/prometheus")).startsWith("200").contains("jvm_threads");
            for (var path : List.of("/beans", "/env", "/loggers", "/routes", "/stop", "/info")) {
                assertThat(get(server, path)).as(path).startsWith("404");
            }
        }
    }

    private static EmbeddedServer start(int temporal) {
        return ApplicationContext.builder()
                .propertySources(FrameworkSettings.source())
                .properties(
                        Map.of(
                                "lovage.management.port",
                                -1,
                                "lovage.temporal.target",
                                "127.0.0.1:" + temporal,
                                "lovage.worker.packages",
                                "dev.lovage.worker.builtin"))
                .singletons(new TaskSources("dev.lovage.worker.builtin", List.of()))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    private static String awaitReason(WorkerProcess worker) {
        return await().atMost(PATIENCE)
                .until(
                        () -> worker.condition() instanceof Condition.Waiting(var why) ? why : "",
                        reason -> reason.contains("Temporal"));
    }

    private static String get(EmbeddedServer server, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
