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
    static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Source source;
    private final Destination destination;
    private final ProjectorState state;
    private final Pace pace;
    private final Gathering gathering;
    private final Topic topic;
    private final Backoff backoff = new Backoff();

    /// Partitions whose position is not known yet, and those that are read, each with its position.
    private final Set<TopicPartition> fresh = new HashSet<>();

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private long checked;

    private Reader(
            Consumer<byte[], byte[]> consumer,
            Source source,
            Destination destination,
            ProjectorState state,
            Pace pace) {
        this.consumer = consumer;
        this.source = source;
        this.destination = destination;
        this.state = state;
        this.pace = pace;
        gathering = new Gathering(consumer, pace);
        topic = source.now();
        checked = pace.now();
    }

    /// Which topic is to be read, as Kafka says now.
    @FunctionalInterface
    interface Source {
        /// That topic.
        ///
        /// @throws KafkaException when Kafka does not say
        Topic now();
    }

    static Reader of(
            Consumer<byte[], byte[]> consumer,
            Source source,
            Destination destination,
            ProjectorState state,
            Pace pace) {
        var reader = new Reader(consumer, source, destination, state, pace);
        consumer.subscribe(List.of(reader.topic.name()), reader);
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
        fresh.removeAll(Set.copyOf(partitions));
        positions.keySet().removeAll(Set.copyOf(partitions));
        gathering.forget(partitions);
    }

    /// Goes to where the destination stands, in the partitions that are new or were taken away.
    private void position() {
        if (fresh.isEmpty()) {
            return;
        }
        confirmTopic();
        var beginnings = beginnings();
        var standing = destination.positions(topic, beginnings);
        if (standing.anew()) {
            LOG.error("{} was deleted and made again: it is read from its beginning", topic.name());
            state.gap();
        }
        if (standing.positions().size() != beginnings.size()) {
            throw new IllegalStateException(
                    "%s has %d partitions and was read with %d: run `lovage admin rebuild`"
                            .formatted(
                                    topic.name(), beginnings.size(), standing.positions().size()));
        }
        for (var partition : List.copyOf(fresh)) {
            long position = standing.positions().getOrDefault(partition.partition(), 0L);
            fresh.remove(partition);
            consumer.seek(partition, position);
            positions.put(partition, position);
            consumer.resume(Set.of(partition));
        }
    }

    /// The first offset that there is in each partition.
    private Map<Integer, Long> beginnings() {
        var all =
                consumer.partitionsFor(topic.name(), ANSWER).stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition()))
                        .collect(Collectors.toSet());
        return byNumber(consumer.beginningOffsets(all, ANSWER));
    }

    /// No consumer may take the positions of one topic for those of another.
    private void confirmTopic() {
        if (!source.now().equals(topic)) {
            throw new KafkaException(topic.name() + " was deleted and made again");
        }
    }

    /// It has to be seen to where this partition stands.
    private void leave(TopicPartition partition) {
        positions.remove(partition);
        consumer.pause(Set.of(partition));
        fresh.add(partition);
    }

    /// What has come, of the partitions whose position is known.
    private List<Batch> batches() {
        try {
            return gathering.next(POLL).entrySet().stream()
                    .filter(entry -> positions.containsKey(entry.getKey()))
                    .map(entry -> batch(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (OffsetOutOfRangeException e) {
            skip(e.offsetOutOfRangePartitions().keySet());
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

    /// Kafka has let go of what comes next, or has lost it: goes on with the first that it has.
    /// What was applied before changes nothing when it comes again.
    private void skip(Set<TopicPartition> lost) {
        confirmTopic();
        var beginnings = consumer.beginningOffsets(lost, ANSWER);
        for (var partition : lost) {
            long from = positions.getOrDefault(partition, -1L);
            long to = beginnings.getOrDefault(partition, 0L);
            if (destination.skip(topic, partition.partition(), from, to)) {
                LOG.error(
                        "Kafka does not have offset {} of {}: it is read on from {}, and what was"
                                + " in between is missing",
                        from,
                        partition,
                        to);
                state.gap();
            }
            leave(partition);
        }
    }

    private void apply(List<Batch> batches) {
        if (batches.isEmpty()) {
            return;
        }
        var outcome = destination.apply(batches);
        state.dead(outcome.dead());
        for (var batch : batches) {
            var partition = new TopicPartition(topic.name(), batch.partition());
            var stored = outcome.fenced().get(batch.partition());
            if (stored == null) {
                positions.put(partition, batch.next());
            } else {
                LOG.warn("{} is at {} and not at {}", partition, stored, batch.from());
                state.fenced();
                leave(partition);
            }
        }
    }

    /// From time to time: whether Kafka answers, has the same topic still, and which partitions
    /// have nothing more to tell.
    private boolean confirmed() {
        if (pace.now() - checked < LOOK.toNanos()) {
            return false;
        }
        checked = pace.now();
        confirmTopic();
        var ends = consumer.endOffsets(positions.keySet(), ANSWER);
        var current = new HashMap<>(positions);
        current.entrySet().removeIf(entry -> !entry.getValue().equals(ends.get(entry.getKey())));
        destination.caughtUp(topic, byNumber(current));
        return true;
    }

    /// What was not stored is read again after a while.
    private void pause(RuntimeException cause) {
        LOG.warn("The reader of {} waits: {}", topic.name(), cause.getMessage());
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
