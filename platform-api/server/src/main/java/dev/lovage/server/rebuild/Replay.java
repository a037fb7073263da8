package dev.lovage.server.rebuild;

import dev.lovage.server.Settings;
import dev.lovage.server.projection.Batch;
import dev.lovage.server.projection.Projection;
import dev.lovage.server.projection.Topic;
import dev.lovage.server.projection.TopicIds;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads the topic of runs from its first record on, outside of the group of those who follow it.
final class Replay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration CLOCKS = Duration.ofHours(1);
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topic topic;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Long> beginnings;
    private final Map<Integer, Long> positions;
    private long applied;

    Replay(Settings.Kafka kafka) {
        try (var ids = new TopicIds(kafka, SILENCE)) {
            topic = ids.of(kafka.topic("runs"));
        }
        var settings = kafka.client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic.name(), SILENCE).stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition()))
                        .toList();
        beginnings = byNumber(consumer.beginningOffsets(partitions, SILENCE));
        positions = new TreeMap<>(beginnings);
        consumer.assign(partitions);
        partitions.forEach(p -> consumer.seek(p, at(beginnings, p)));
    }

    /// The offsets behind the last records there are now.
    Map<Integer, Long> ends() {
        return byNumber(consumer.endOffsets(partitions, SILENCE));
    }

    /// Which one is read.
    Topic topic() {
        return topic;
    }

    Map<Integer, Long> beginnings() {
        return beginnings;
    }

    /// How many records it has read.
    long applied() {
        return applied;
    }

    long left(Map<Integer, Long> targets) {
        return targets.entrySet().stream()
                .mapToLong(
                        to -> Math.max(0, to.getValue() - positions.getOrDefault(to.getKey(), 0L)))
                .sum();
    }

    /// Since when Kafka has all that happened; the epoch when it has lost nothing.
    ///
    /// @param known how far the read model has come: beyond the end, it was made from another topic
    Instant since(Map<Integer, Long> known) {
        var ends = ends();
        return partitions.stream()
                .filter(p ->
                        at(beginnings, p) > 0
                                || known.getOrDefault(p.partition(), 0L) > at(ends, p))
                .map(this::first)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /// When its first record was sent, with some patience for clocks that differ.
    private Instant first(TopicPartition partition) {
        var first = consumer.offsetsForTimes(Map.of(partition, 0L), SILENCE).get(partition);
        return first == null ? NEVER : Instant.ofEpochMilli(first.timestamp()).plus(CLOCKS);
    }

    /// Applies everything before these offsets.
    void to(Map<Integer, Long> targets, Projection projection, Runnable progress) {
        var heard = System.nanoTime();
        while (left(targets) > 0) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                apply(records, projection);
                heard = System.nanoTime();
            }
            progress.run();
            if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new IllegalStateException("Kafka does not send what it has");
            }
        }
    }

    private void apply(ConsumerRecords<byte[], byte[]> records, Projection projection) {
        var batches =
                records.partitions().stream()
                        .map(partition -> batch(partition, records.records(partition)))
                        .toList();
        var outcome = projection.apply(batches);
        if (!outcome.fenced().isEmpty()) {
            throw new IllegalStateException("another rebuild has begun in the meantime");
        }
        batches.forEach(batch -> positions.put(batch.partition(), batch.next()));
        applied += records.count();
    }

    private Batch batch(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return new Batch(topic, partition.partition(), at(positions, partition), records, true);
    }

    private static long at(Map<Integer, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition.partition(), 0L);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(
                        Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
