package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;

class GatheringTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final TopicPartition PARTITION = new TopicPartition(Told.TOPIC, 0);

    @Test
    void whatComesAfterQuietIsHandedOnAtOnce() {
        assertThat(handedOn(50, 0, 60, 300)).containsExactly("1 at 0", "1 at 60", "1 at 300");
    }

    @Test
    void whatComesSoonAfterAWriteWaitsForTheOthers() {
        assertThat(handedOn(50, 0, 10, 20, 49, 60, 170))
                .containsExactly("1 at 0", "3 at 50", "1 at 100", "1 at 170");
    }

    @Test
    void whatWouldBeTooMuchWaitsNoLonger() {
        var due = new ArrayList<>(Collections.nCopies(700, 1L));
        due.addFirst(0L);

        assertThat(handedOn(50, due.stream().mapToLong(Long::longValue).toArray()))
                .containsExactly("1 at 0", "700 at 1");
    }

    @Test
    void withoutATimeInBetweenNothingWaits() {
        assertThat(handedOn(0, 0, 1, 2)).containsExactly("1 at 0", "1 at 1", "1 at 2");
    }

    /// How many were handed on together, and when.
    private static List<String> handedOn(long apart, long... due) {
        var records = LongStream.range(0, due.length).mapToObj(GatheringTest::record).toList();
        var times = LongStream.of(due).mapToObj(Duration::ofMillis).toList();
        var paced = Paced.of(new MockConsumer<>("none"), records, times);
        var gathering =
                new Gathering(paced.consumer(), new Pace(Duration.ofMillis(apart), paced::nanos));
        var handedOn = new ArrayList<String>();
        while (!paced.isOver()) {
            var next = gathering.next(PATIENCE);
            next.values()
                    .forEach(
                            some -> handedOn.add(some.size() + " at " + paced.nanos() / 1_000_000));
        }
        return handedOn;
    }

    @Test
    void whatIsHeldIsHandedOnBeforeAPartitionIsSeenTo() {
        var gathering =
                after(List.of(GatheringTest::one, GatheringTest::two, GatheringTest::outOfRange));

        assertThat(size(gathering)).isEqualTo(1);
        assertThat(size(gathering)).isEqualTo(2);
        assertThatThrownBy(() -> gathering.next(PATIENCE))
                .isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void whatSomeoneElseReadsNowIsNotHandedOn() {
        var taken = new AtomicReference<Runnable>();
        var gathering =
                after(
                        List.of(
                                GatheringTest::one,
                                GatheringTest::two,
                                () -> {
                                    taken.get().run();
                                    return ConsumerRecords.empty();
                                },
                                GatheringTest::outOfRange));
        taken.set(() -> gathering.forget(List.of(PARTITION)));

        assertThat(size(gathering)).isEqualTo(1);
        assertThat(size(gathering)).isZero();
    }

    @Test
    void whileTimePassesNobodyIsAskedToWaitForLessThanNone() {
        var now = new AtomicLong();
        var waits = new ArrayList<Duration>();
        var consumer =
                new MockConsumer<byte[], byte[]>("none") {
                    @Override
                    public ConsumerRecords<byte[], byte[]> poll(Duration patience) {
                        waits.add(patience);
                        return one();
                    }
                };
        var pace = new Pace(Duration.ofMillis(50), () -> now.addAndGet(20_000_000));
        var gathering = new Gathering(consumer, pace);
        for (int i = 0; i < 10; i++) {
            gathering.next(PATIENCE);
        }

        assertThat(waits).hasSizeGreaterThan(10).noneMatch(Duration::isNegative);
    }

    private static int size(Gathering gathering) {
        return gathering.next(PATIENCE).values().stream().mapToInt(Collection::size).sum();
    }

    private static Gathering after(List<Supplier<ConsumerRecords<byte[], byte[]>>> answers) {
        var left = new ArrayDeque<>(answers);
        var consumer =
                new MockConsumer<byte[], byte[]>("none") {
                    @Override
                    public ConsumerRecords<byte[], byte[]> poll(Duration patience) {
                        return (left.size() > 1 ? left.remove() : left.element()).get();
                    }
                };
        return new Gathering(consumer, new Pace(Duration.ofMillis(50), () -> 0));
    }

    private static ConsumerRecords<byte[], byte[]> one() {
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(record(0))), Map.of());
    }

    private static ConsumerRecords<byte[], byte[]> two() {
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(record(1), record(2))), Map.of());
    }

    private static ConsumerRecords<byte[], byte[]> outOfRange() {
        throw new OffsetOutOfRangeException(Map.of(PARTITION, 3L));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return Told.raw(offset, new byte[0]);
    }
}
