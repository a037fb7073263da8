package dev.lovage.server.projection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One consumer's life: takes the partitions it is given, from where their destination stands, and
/// hands on what comes. Used by one thread.
final class Reader implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Destination destination;
    private final ProjectorState state;
    private final Pace pace;
    private final Gathering gathering;
    private final Backoff backoff = new Backoff();

    /// Partitions whose position is not known yet, and those that are read, each with its position.
    private final Set<TopicPartition> fresh = new HashSet<>();

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private long checked;

    private Reader(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Destination destination,
            ProjectorState state,
            Pace pace) {
        this.consumer = consumer;
        this.topic = topic;
        this.destination = destination;
        this.state = state;
        this.pace = pace;
        gathering = new Gathering(consumer, pace);
        checked = pace.now();
    }

    static Reader of(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Destination destination,
            ProjectorState state,
            Pace pace) {
        var reader = new Reader(consumer, topic, destination, state, pace);
        consumer.subscribe(List.of(topic), reader);
        return reader;
    }

    /// Reads once and applies. What PostgreSQL does not take now is read again after a while.
    ///
    /// @throws KafkaException when the consumer is of no more use
    @Override
    public void run() {
        state.turned();
        try {
            position();
            var batches = batches();
            apply(batches);
            if (confirmed() || !batches.isEmpty()) {
                state.working();
            }
            backoff.reset();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) { // PostgreSQL, whatever it says: nothing may be skipped
            pause(e);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        fresh.addAll(partitions);
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        var gone = Set.copyOf(partitions);
        fresh.removeAll(gone);
        positions.keySet().removeAll(gone);
        gathering.forget(gone);
        state.forget(gone);
    }

    /// Goes to where the destination stands, in the partitions that are new or were taken away.
    private void position() {
        if (fresh.isEmpty()) {
            return;
        }
        var all =
                consumer.partitionsFor(topic, ANSWER).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .collect(Collectors.toSet());
        var beginnings = consumer.beginningOffsets(all, ANSWER);
        var ends = consumer.endOffsets(all, ANSWER);
        var stored = destination.positions(topic, byNumber(beginnings));
        if (stored.size() != all.size()) {
            throw new IllegalStateException(
                    "%s has %d partitions and was read with %d: run `lovage admin rebuild`"
                            .formatted(topic, all.size(), stored.size()));
        }
        for (var partition : List.copyOf(fresh)) {
            long position = stored.getOrDefault(partition.partition(), 0L);
            fresh.remove(partition);
            if (destination.bearsGaps()
                    || (beginnings.getOrDefault(partition, 0L) <= position
                            && position <= ends.getOrDefault(partition, 0L))) {
                begin(partition, position);
            } else {
                stop(partition, position);
            }
        }
    }

    private void begin(TopicPartition partition, long position) {
        state.forget(Set.of(partition));
        consumer.seek(partition, position);
        positions.put(partition, position);
        consumer.resume(Set.of(partition));
    }

    private void stop(TopicPartition partition, long position) {
        positions.remove(partition);
        consumer.pause(Set.of(partition));
        var reason =
                "Kafka does not have offset "
                        + position
                        + ", so events are missing: `lovage admin rebuild` makes the read model"
                        + " again from what Kafka has";
        if (state.stopped(partition, reason)) {
            LOG.error("Stopped reading {}: {}", partition, reason);
        }
    }

    /// What has come, of the partitions whose position is known.
    private List<Batch> batches() {
        try {
            return gathering.next(POLL).entrySet().stream()
                    .filter(entry -> positions.containsKey(entry.getKey()))
                    .map(entry -> batch(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach(this::stop);
            return List.of();
        }
    }

    private Batch batch(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return new Batch(
                topic,
                partition.partition(),
                positions.getOrDefault(partition, 0L),
                records,
                consumer.currentLag(partition).orElse(0) > 0);
    }

    private void apply(List<Batch> batches) {
        if (batches.isEmpty()) {
            return;
        }
        var outcome = destination.apply(batches);
        state.dead(outcome.dead());
        for (var batch : batches) {
            var partition = new TopicPartition(topic, batch.partition());
            var stored = outcome.fenced().get(batch.partition());
            if (stored == null) {
                positions.put(partition, batch.next());
            } else {
                LOG.warn("{} is at {} and not at {}", partition, stored, batch.from());
                state.fenced();
                positions.remove(partition);
                consumer.pause(Set.of(partition));
                fresh.add(partition);
            }
        }
    }

    /// From time to time: whether Kafka answers, which partitions have nothing more to tell, and
    /// whether one that was stopped was made whole in the meantime.
    private boolean confirmed() {
        if (pace.now() - checked < LOOK.toNanos()) {
            return false;
        }
        checked = pace.now();
        var ends = consumer.endOffsets(known(), ANSWER);
        var current = new HashMap<>(positions);
        current.entrySet().removeIf(entry -> !entry.getValue().equals(ends.get(entry.getKey())));
        destination.caughtUp(topic, byNumber(current));
        consumer.assignment().stream()
                .filter(partition -> !positions.containsKey(partition))
                .forEach(fresh::add);
        return true;
    }

    /// Partitions to ask Kafka about; without any of our own, one to see that it answers.
    private Set<TopicPartition> known() {
        return positions.isEmpty() ? Set.of(new TopicPartition(topic, 0)) : positions.keySet();
    }

    /// What was not stored is read again after a while.
    private void pause(RuntimeException cause) {
        LOG.warn("The reader of {} waits: {}", topic, cause.getMessage());
        state.waiting(String.valueOf(cause.getMessage()));
        gathering.forgetAll();
        backoff.rest(consumer, positions);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(
                        Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
