package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteCheckIT {
    private final String queue = "it-" + UUID.randomUUID();
    private final Admin kafka = Admin.create(Map.of("bootstrap.servers", Stack.shared().kafka()));
    private final Queue<String> hooked = new ConcurrentLinkedQueue<>();
    private volatile String words = "hello";
    private HttpServer site;
    private WorkerUnderTest worker;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        kafka.createTopics(List.of(topic("workers"), topic("runs"))).all().get();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        page("/ok", 200);
        page("/gone", 410);
        page("/hook", 200);
        site.start();
        worker =
                WorkerUnderTest.serving(
                        queue,
                        folder,
                        Map.of(
                                "LOVAGE_EGRESS_ALLOW", "127.0.0.1:" + site.getAddress().getPort(),
                                "SAMPLES_ADDRESSES", url("/ok"),
                                "SAMPLES_LEDGER", folder.resolve("ledger").toString()));
    }

    @AfterAll
    void tidy() throws Exception {
        worker.close();
        site.stop(0);
        kafka.deleteTopics(List.of(queue + ".workers", queue + ".runs")).all().get();
        kafka.close();
    }

    @Test
    void tellsWhatItSawAndWakesSomebodyWhenThatIsNew() throws Exception {
        var input =
                Map.<String, Object>of(
                        "addresses", List.of(), "failOn", "any", "webhook", url("/hook"));
        var first = row(check(input), 0);
        assertThat(first.get("address")).isEqualTo(url("/ok"));
        assertThat(first.get("ok")).isEqualTo(true);
        assertThat(first.get("status")).isEqualTo(200);
        assertThat(first.get("changed")).isEqualTo(false);
        assertThat(hooked).isEmpty();

        words = "something else";
        assertThat(row(check(input), 0).get("changed")).isEqualTo(true);
        assertThat(row(check(input), 0).get("changed")).isEqualTo(false);
        assertThat(hooked).hasSize(1).allSatisfy(h -> assertThat(h).contains(url("/ok")));
    }

    @Test
    void goesOnAtABadAddressUnlessToldOtherwise() throws Exception {
        var addresses = List.of(url("/gone"), "http://10.1.2.3/", url("/hook"));

        var rows = check(Map.of("addresses", addresses, "failOn", "none"));

        assertThat(row(rows, 0).get("status")).isEqualTo(410);
        assertThat(row(rows, 1).get("error").toString()).startsWith("EGRESS_DENIED");
        assertThat(row(rows, 2).get("ok")).isEqualTo(true);
        assertThatThrownBy(() -> check(Map.of("addresses", addresses, "failOn", "any")))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("SITE_DOWN");
    }

    private List<?> check(Map<String, Object> input) throws Exception {
        try (var run = SampleRun.start("site-check", input, queue)) {
            return run.result(List.class);
        }
    }

    private static Map<?, ?> row(List<?> rows, int index) {
        return (Map<?, ?>) rows.get(index);
    }

    private void page(String path, int status) {
        site.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        var body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        if (!body.isEmpty()) {
                            hooked.add(body);
                        }
                        var bytes = words.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private NewTopic topic(String kind) {
        return new NewTopic(queue + "." + kind, 1, (short) 1);
    }
}
