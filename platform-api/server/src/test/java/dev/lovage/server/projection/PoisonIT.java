package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.EventCodec;
import dev.lovage.events.Heartbeat;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that a topic may hold, in one batch, through a real Kafka into a real PostgreSQL.
@Timeout(120)
class PoisonIT {
    private static final int LARGE = 900 * 1024;

    private final List<Poison> poisons = new ArrayList<>();

    /// A record, and why it cannot be applied.
    private record Poison(
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, byte[]> headers,
            @Nullable String reason) {}

    @Test
    void whatCannotBeReadIsKeptWithItsReasonAndStopsNothing() throws Exception {
        unreadable();
        untrue();
        odd();
        try (var database = new OwnDatabase();
                var topic = new OwnTopic(1)) {
            for (var poison : poisons) {
                topic.send(utf8(poison.key()), poison.value(), poison.headers());
            }
            topic.tell(ARun.named("good~1").started(1));
            var tables = new Tables(database);
            try (var following = new Following(database, topic.kafka)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> tables.rows("select run from runs").contains("good~1"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> following.dead() == reasons().size());
                assertThat(following.gaps()).isZero();
            }

            assertThat(tables.rows("select record_offset || ' ' || reason from dead_events"))
                    .containsExactlyInAnyOrderElementsOf(reasons());
            assertThat(tables.rows("select run from runs order by 1"))
                    .containsExactly("good~1", "keyless~1", "large~1");
            assertThat(
                            database.value(
                                    "select length(result ->> 'value') from runs"
                                            + " where run = 'large~1'"))
                    .isEqualTo("" + LARGE);
            assertThat(database.value("select next_offset from projector_offsets"))
                    .isEqualTo("" + (poisons.size() + 1));
            assertThat(database.value("select as_of <= now() from projector_offsets"))
                    .isEqualTo("t");
        }
    }

    private List<String> reasons() {
        var reasons = new ArrayList<String>();
        for (int offset = 0; offset < poisons.size(); offset++) {
            if (poisons.get(offset).reason() != null) {
                reasons.add(offset + " " + poisons.get(offset).reason());
            }
        }
        return reasons;
    }

    private void unreadable() {
        var json = EventCodec.encode(event()).bytes();
        poison(new byte[0], "the data is not a JSON object");
        poison(Arrays.copyOf(json, json.length / 2), "the data is not JSON");
        poison(utf8("x".repeat(LARGE)), "the data is not JSON");
        poison(null, "the record has no value");
        // as a schema registry would begin it
        poison(concat(new byte[] {0, 0, 0, 0, 7}, json), "the data is not JSON");
        var notUtf8 = json.clone();
        notUtf8[new String(json, StandardCharsets.UTF_8).indexOf("default")] = (byte) 0xc3;
        poison(notUtf8, "the data is not UTF-8");
        poison(with("\"v\":1", "\"v\":2"), "the data has version 2, and 1 is the newest known");
        header(
                "content-type",
                "application/avro",
                "content-type is application/avro and not" + " application/json");
        header("ce_specversion", "0.3", "ce_specversion is 0.3 and not 1.0");
        header(
                "ce_type",
                "dev.lovage.run.exploded.v1",
                "the type dev.lovage.run.exploded.v1 is not known");
        poisons.add(new Poison("k", json, Map.of(), "the header ce_specversion is missing"));
    }

    private void untrue() {
        poison(with("\"seq\":9", "\"seq\":-9"), "seq is less than nothing: -9");
        poison(
                with("\"accepted\":\"2026", "\"accepted\":\"9999"),
                "accepted is no time we live in: 9999-11-20T10:00:00.123Z");
        poison(
                EventCodec.encode(
                                ARun.named("nul~1").changed(1, step(1, "do.\0", StepState.QUEUED)))
                        .bytes(),
                "ERROR: invalid byte sequence for encoding \"UTF8\": 0x00"
                        + "\n  Where: unnamed portal parameter $4");
    }

    private void odd() {
        var beat = new Heartbeat(Instant.parse("9999-01-01T00:00:00Z")).encode();
        poisons.add(new Poison(null, beat.bytes(), beat.headers(), null));
        fine(null, ARun.named("keyless~1").started(1));
        fine("k", ARun.named("large~1").closed(2, RunState.SUCCEEDED, "x".repeat(LARGE)));
    }

    private static RunEvent event() {
        return ARun.named("poison~1").changed(9);
    }

    private static byte[] with(String there, String instead) {
        var data = EventCodec.encode(event()).data();
        assertThat(data).contains(there);
        return utf8(data.replace(there, instead));
    }

    private void poison(byte @Nullable [] value, String reason) {
        poisons.add(new Poison("k", value, EventCodec.encode(event()).headers(), reason));
    }

    private void header(String name, String value, String reason) {
        var sent = EventCodec.encode(event());
        var headers = new LinkedHashMap<>(sent.headers());
        headers.put(name, utf8(value));
        poisons.add(new Poison("k", sent.bytes(), headers, reason));
    }

    private void fine(@Nullable String key, RunEvent event) {
        var sent = EventCodec.encode(event);
        poisons.add(new Poison(key, sent.bytes(), sent.headers(), null));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        var both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
