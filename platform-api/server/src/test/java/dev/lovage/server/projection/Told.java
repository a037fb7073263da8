package dev.lovage.server.projection;

import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Events as Kafka's records: fixtures of tests.
final class Told {
    static final String TOPIC = "test.runs";

    /// The one of that name.
    static final Topic SOURCE = new Topic(TOPIC, "first");

    private Told() {}

    static ConsumerRecord<byte[], byte[]> at(long offset, RunEvent event) {
        var cloud = EventCodec.encode(event);
        var record = raw(offset, cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        return record;
    }

    static ConsumerRecord<byte[], byte[]> raw(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                4,
                0,
                "key".getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    static Batch batch(long from, List<? extends RunEvent> events) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        events.forEach(event -> records.add(at(from + records.size(), event)));
        return new Batch(SOURCE, 0, from, records, false);
    }

    static Batch batch(long from, RunEvent... events) {
        return batch(from, List.of(events));
    }

    /// Of another partition than the first.
    static Batch batch(int partition, long from, RunEvent event) {
        return new Batch(SOURCE, partition, from, List.of(at(from, event)), false);
    }
}
