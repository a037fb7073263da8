package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.HashMap;

/// What a record turned out to be.
sealed interface Reading {
    ConsumerRecord<byte[], byte[]> record();

    /// An event.
    record Legible(ConsumerRecord<byte[], byte[]> record, RunEvent event) implements Reading {}

    /// Nothing that this version can read.
    record Illegible(ConsumerRecord<byte[], byte[]> record, String reason) implements Reading {}

    static Reading of(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Illegible(record, "the record has no value");
        }
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            return new Legible(record, EventCodec.decode(CloudEvent.of(headers, record.value())));
        } catch (RuntimeException e) { // whatever the bytes do to the reader, they are kept
            return new Illegible(record, String.valueOf(e.getMessage()));
        }
    }
}
