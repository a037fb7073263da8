package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.List;

/// Records of one partition, in order, to be applied in one transaction.
///
/// @param from where they were read from; the first record may stand later
/// @param behind whether Kafka has more than these
public record Batch(
        Topic topic,
        int partition,
        long from,
        List<ConsumerRecord<byte[], byte[]>> records,
        boolean behind) {
    public Batch {
        records = List.copyOf(records);
    }

    /// Where to read on once these are applied.
    public long next() {
        return records.isEmpty() ? from : records.getLast().offset() + 1;
    }
}
