package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lovage.local.Stack;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Timeout(300)
final class OrderFulfilmentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String queue = "it-" + UUID.randomUUID();
    private final Admin kafka = Admin.create(Map.of("bootstrap.servers", Stack.shared().kafka()));
    @TempDir Path folder;
    private Path ledger;
    private WorkerUnderTest worker;

    @BeforeEach
    void serve() throws Exception {
        kafka.createTopics(List.of(topic("workers"), topic("runs"))).all().get();
        ledger = Files.createFile(folder.resolve("ledger"));
        worker = serving();
    }

    @AfterEach
    void tidy() throws Exception {
        worker.close();
        kafka.deleteTopics(List.of(queue + ".workers", queue + ".runs")).all().get();
        kafka.close();
    }

    @Test
    void keepsWhatWentWellAndUndoesWhatDidNot() throws Exception {
        assertThat(fulfil(Map.of("gift", true, "express", true)))
                .isEqualTo(Map.of("state", "fulfilled", "cents", 7500, "carrier", "courier"));
        assertThat(effects())
                .containsExactlyInAnyOrder(
                        "reserve", "reserve", "reserve", "charge", "book", "close")
                .endsWith("charge", "book", "close");

        Files.writeString(ledger, "");
        assertThat(fulfil(Map.of("card", "4000 0000 0000 0002")).get("state")).isEqualTo("refused");
        assertThat(effects()).containsExactly("reserve", "reserve", "release", "release", "close");
        // members of a map end in any order
        assertThat(undone("release")).containsExactlyInAnyOrderElementsOf(done("reserve"));

        Files.writeString(ledger, "");
        assertThat(fulfil(Map.of("failureRate", 1)).get("state")).isEqualTo("not shipped");
        assertThat(effects())
                .containsExactly(
                        "reserve", "reserve", "charge", "refund", "release", "release", "close");
    }

    @Test
    void undoesOnceWhenItIsCancelledThoughItsWorkerIsKilled() throws Exception {
        try (var run = SampleRun.start("order-fulfilment", input(Map.of("packing", "1h")), queue)) {
            await().atMost(PATIENCE).until(() -> effects().contains("charge"));
            worker.kill();
            run.cancel();
            worker = serving();

            assertThatThrownBy(() -> run.result(Map.class)).hasStackTraceContaining("Cancel");
            assertThat(effects())
                    .containsExactly(
                            "reserve", "reserve", "charge", "refund", "release", "release",
                            "close");
            assertThat(undone("refund")).isEqualTo(done("charge"));
        }
    }

    private Map<?, ?> fulfil(Map<String, Object> input) throws Exception {
        try (var run = SampleRun.start("order-fulfilment", input(input), queue)) {
            return run.result(Map.class);
        }
    }

    /// The defaults that the api fills in, and these.
    private static Map<String, Object> input(Map<String, Object> more) {
        var input = new HashMap<String, Object>();
        input.put("order", "A-1");
        input.put(
                "items",
                List.of(
                        Map.of("sku", "teapot", "quantity", 1, "cents", 3900),
                        Map.of("sku", "cup", "quantity", 4, "cents", 900)));
        input.put("card", "4242 4242 4242 4242");
        input.put("gift", false);
        input.put("express", false);
        input.put("packing", "1s");
        input.put("failureRate", 0);
        input.put("askAbove", 100_000);
        input.put("decideWithin", "1h");
        input.putAll(more);
        return input;
    }

    /// What was done in the outside world, in its order.
    private List<String> effects() throws IOException {
        return lines().stream().map(line -> line[0]).toList();
    }

    private List<String> done(String kind) throws IOException {
        return lines().stream().filter(line -> line[0].equals(kind)).map(line -> line[2]).toList();
    }

    private List<String> undone(String kind) throws IOException {
        return lines().stream().filter(line -> line[0].equals(kind)).map(line -> line[1]).toList();
    }

    /// Kind, key and value of each.
    private List<String[]> lines() throws IOException {
        return Files.readAllLines(ledger).stream().map(line -> line.split("[ \t]", 3)).toList();
    }

    private WorkerUnderTest serving() throws Exception {
        return WorkerUnderTest.serving(queue, folder, Map.of("SAMPLES_LEDGER", ledger.toString()));
    }

    private NewTopic topic(String kind) {
        return new NewTopic(queue + "." + kind, 1, (short) 1);
    }
}
