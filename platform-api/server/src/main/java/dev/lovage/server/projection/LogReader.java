package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One consumer's life: takes what tasks logged into PostgreSQL. Where Kafka has let go of lines
/// before they were read they are lost, and it goes on. Used by one thread.
final class LogReader implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration KEEPING = Duration.ofHours(1);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final LogProjection logs;
    private final ProjectorState state;
    private final Backoff backoff = new Backoff();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private long kept = System.nanoTime() - KEEPING.toNanos();

    private LogReader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            LogProjection logs,
            ProjectorState state) {
        this.consumer = consumer;
        this.topic = topic;
        this.logs = logs;
        this.state = state;
    }

    static LogReader of(
            Consumer<byte[], byte[]> consumer,
            String topic,
            LogProjection logs,
            ProjectorState state) {
        var reader = new LogReader(consumer, topic, logs, state);
        consumer.subscribe(List.of(topic), reader);
        return reader;
    }

    /// Reads once and stores. What PostgreSQL does not take now is read again after a while.
    ///
    /// @throws KafkaException when the consumer is of no more use
    @Override
    public void run() {
        state.turned();
        try {
            keep();
            var records = consumer.poll(POLL);
            for (var partition : records.partitions()) {
                var from = positions.getOrDefault(partition, 0L);
                var read = records.records(partition);
                var batch = new Batch(topic, partition.partition(), from, read);
                var next = logs.apply(batch, state);
                positions.put(partition, next);
                if (next != batch.next()) {
                    consumer.seek(partition, next);
                }
            }
            state.working();
            backoff.reset();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) { // PostgreSQL, whatever it says
            pause(e);
        }
    }

    private void keep() {
        if (System.nanoTime() - kept >= KEEPING.toNanos()) {
            logs.keep();
            kept = System.nanoTime();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        var beginnings = consumer.beginningOffsets(partitions, ANSWER);
        for (var partition : partitions) {
            var beginning = beginnings.getOrDefault(partition, 0L);
            var position = logs.position(topic, partition.partition(), beginning);
            positions.put(partition, position);
            consumer.seek(partition, position);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(Set.copyOf(partitions));
    }

    /// What was not stored is read again after a while.
    private void pause(RuntimeException cause) {
        LOG.warn("The reader of logs waits: {}", cause.getMessage());
        state.waiting(String.valueOf(cause.getMessage()));
        backoff.rest(consumer, positions);
    }
}
