package dev.lovage.server.live;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.server.Settings;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The topic of runs, read from one position to another. Used by one thread.
final class KafkaLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /// What was fetched beyond where it was to be read to, by partition.
    private final List<Deque<ConsumerRecord<byte[], byte[]>>> ahead;

    /// Takes each record in turn.
    @FunctionalInterface
    interface Line {
        /// Takes one.
        ///
        /// @param next offset after the record
        /// @param event gives nothing for a record that nobody can read
        void at(int partition, long next, Supplier<@Nullable RunEvent> event)
                throws InterruptedException;
    }

    KafkaLog(Settings.Kafka kafka, int count) {
        consumer = consumer(kafka);
        partitions =
                IntStream.range(0, count)
                        .mapToObj(p -> new TopicPartition(kafka.topic("runs"), p))
                        .toList();
        ahead =
                IntStream.range(0, count)
                        .<Deque<ConsumerRecord<byte[], byte[]>>>mapToObj(_ -> new ArrayDeque<>())
                        .toList();
        consumer.assign(partitions);
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    /// Whether Kafka still keeps everything from there on.
    boolean keeps(Positions from) {
        return consumer.beginningOffsets(partitions, SILENCE).entrySet().stream()
                .allMatch(beginning ->
                        beginning.getValue() <= from.of(beginning.getKey().partition()));
    }

    /// Reads everything between two positions, each partition in order.
    ///
    /// @throws KafkaException when Kafka does not answer, or no longer has it
    void read(Positions from, Positions to, Line line) throws InterruptedException {
        partitions.forEach(partition -> seek(partition, from.of(partition.partition())));
        var heard = System.nanoTime();
        while (hand(to, line)) {
            if (fetch(to)) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new TimeoutException("Kafka does not send what it has");
            }
        }
    }

    private void seek(TopicPartition partition, long from) {
        if (place(partition) != from) {
            ahead.get(partition.partition()).clear();
            consumer.seek(partition, from);
        }
    }

    private long place(TopicPartition partition) {
        var first = ahead.get(partition.partition()).peek();
        return first == null ? consumer.position(partition) : first.offset();
    }

    /// Hands on what was fetched; whether more has to be.
    private boolean hand(Positions to, Line line) throws InterruptedException {
        boolean more = false;
        for (var partition : partitions) {
            var fetched = ahead.get(partition.partition());
            long end = to.of(partition.partition());
            while (!fetched.isEmpty() && fetched.peek().offset() < end) {
                var record = fetched.remove();
                line.at(record.partition(), record.offset() + 1, () -> event(record));
            }
            more |= place(partition) < end;
        }
        return more;
    }

    private boolean fetch(Positions to) {
        var behind =
                partitions.stream()
                        .filter(partition -> place(partition) < to.of(partition.partition()))
                        .toList();
        consumer.resume(behind);
        var records = consumer.poll(POLL);
        consumer.pause(partitions);
        records.forEach(record -> ahead.get(record.partition()).add(record));
        return !records.isEmpty();
    }

    private static @Nullable RunEvent event(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            return EventCodec.decode(CloudEvent.of(headers, record.value()));
        } catch (RuntimeException e) { // the projection keeps it aside, and says why
            return null;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Settings.Kafka kafka) {
        var settings = kafka.client();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // what is fetched and not read yet is bounded by these
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
