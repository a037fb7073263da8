package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Heartbeat;
import dev.lovage.events.RunEvent;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;

/// What a record turned out to be.
sealed interface Reading {
    ConsumerRecord<byte[], byte[]> record();

    /// An event.
    record Legible(ConsumerRecord<byte[], byte[]> record, RunEvent event) implements Reading {}

    /// A sign of life: nothing happened up to then.
    record Beat(ConsumerRecord<byte[], byte[]> record, Heartbeat heartbeat) implements Reading {}

    /// Nothing that this version can read.
    record Illegible(ConsumerRecord<byte[], byte[]> record, String reason) implements Reading {}

    /// When that was, as far as it can be read.
    default Optional<Instant> at() {
        return switch (this) {
            case Legible(_, var event) -> Optional.of(event.at());
            case Beat(_, var heartbeat) -> Optional.of(heartbeat.at());
            case Illegible _ -> Optional.empty();
        };
    }

    static Reading of(ConsumerRecord<byte[], byte[]> record) {
        return of(record, EventCodec::decode);
    }

    /// Reads with the knowledge of another version.
    ///
    /// @param decoder of events of runs
    static Reading of(
            ConsumerRecord<byte[], byte[]> record, Function<CloudEvent, RunEvent> decoder) {
        if (record.value() == null) {
            return new Illegible(record, "the record has no value");
        }
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            var cloud = CloudEvent.of(headers, record.value());
            return cloud.type().equals(Heartbeat.TYPE)
                    ? new Beat(record, Heartbeat.decode(cloud))
                    : new Legible(record, Plausible.checked(decoder.apply(cloud)));
        } catch (RuntimeException e) { // whatever the bytes do to the reader, they are kept
            return new Illegible(record, String.valueOf(e.getMessage()));
        }
    }
}
