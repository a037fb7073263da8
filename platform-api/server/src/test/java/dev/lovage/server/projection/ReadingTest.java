package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Heartbeat;
import dev.lovage.server.projection.Reading.Beat;
import dev.lovage.server.projection.Reading.Illegible;
import dev.lovage.server.projection.Reading.Legible;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;

class ReadingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aSignOfLifeIsNoEventAndMovesTheTime() {
        var reading = Reading.of(record(new Heartbeat(NOON).encode()));

        assertThat(reading).isInstanceOf(Beat.class);
        assertThat(reading.at()).contains(NOON);
    }

    @Test
    void anEventTellsWhenItWas() {
        var event = ARun.named("census~1").started(1);
        var reading = Reading.of(record(EventCodec.encode(event)));

        assertThat(reading).isInstanceOf(Legible.class);
        assertThat(reading.at()).contains(event.at());
    }

    @Test
    void whatNobodyCanReadHasNoTime() {
        var reading = Reading.of(record(new CloudEvent("1", "other", "s", NOON, "{}")));

        assertThat(reading).isInstanceOf(Illegible.class);
        assertThat(reading.at()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(CloudEvent cloud) {
        var record = new ConsumerRecord<>("runs", 0, 7, new byte[0], cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        return record;
    }
}
