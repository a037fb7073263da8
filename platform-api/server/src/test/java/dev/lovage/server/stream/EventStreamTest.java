package dev.lovage.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class EventStreamTest {
    private final EventStream stream = new EventStream(new Budget(Budget.MOST));
    private final SlowReader reader = new SlowReader();

    /// Asks only when it is told to, and may leave what it gets unwritten, as the framework does.
    private static final class SlowReader implements Subscriber<Parcel> {
        private final List<String> read = new ArrayList<>();
        private final Deque<Parcel> unwritten = new ArrayDeque<>();
        private Subscription line;
        private String end = "open";
        private boolean writes = true;

        @Override
        public void onSubscribe(Subscription subscription) {
            line = subscription;
        }

        @Override
        public void onNext(Parcel parcel) {
            if (writes) {
                read.add(Listened.text(parcel));
            } else {
                unwritten.add(parcel);
            }
        }

        @Override
        public void onError(Throwable problem) {
            end = "cut";
        }

        @Override
        public void onComplete() {
            end = "complete";
        }
    }

    private static Frame frame(int number) {
        return Frame.event("id" + number, null, "event " + number);
    }

    @Test
    void handsOnNothingThatWasNotAskedFor() {
        stream.subscribe(reader);
        stream.offer(frame(1));
        assertThat(reader.read).isEmpty();

        reader.line.request(1);

        assertThat(reader.read).containsExactly("id: id1\ndata: event 1\n\n");
    }

    @Test
    void writesTogetherWhatHasWaitedTogether() {
        stream.offer(frame(1));
        stream.offer(frame(2));
        stream.subscribe(reader);

        reader.line.request(1);

        assertThat(reader.read)
                .containsExactly("id: id1\ndata: event 1\n\nid: id2\ndata: event 2\n\n");
    }

    @Test
    void sendsAwayAReaderThatIsAThousandEventsBehind() {
        stream.subscribe(reader);
        for (int i = 0; i <= EventStream.MOST_FRAMES; i++) {
            assertThat(stream.offer(frame(i))).isTrue();
        }
        assertThat(stream.offer(frame(0))).isFalse();

        reader.line.request(1);

        assertThat(reader.read).containsExactly(EventStream.SLOW.toString());
        assertThat(reader.end).isEqualTo("complete");
        assertThat(stream.closed()).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void holdsNoMoreThanHalfAMegabyteForAReader() {
        var large = Frame.event(null, null, "x".repeat(EventStream.MOST_BYTES / 4));
        for (int i = 0; i < 5; i++) {
            stream.offer(large);
        }
        stream.subscribe(reader);
        reader.line.request(Long.MAX_VALUE);

        assertThat(reader.read).containsExactly(EventStream.SLOW.toString());
    }

    @Test
    void readersThatTogetherHoldTooMuchHaveOnlyTheirShareEach() {
        var budget = new Budget(10 * Budget.SHARE);
        var streams = Stream.generate(() -> new EventStream(budget)).limit(100).toList();
        var frame = Frame.event(null, null, "x".repeat(1_000));
        for (int i = 0; i < 100; i++) {
            streams.forEach(one -> one.offer(frame));
        }

        assertThat(streams.stream().filter(one -> one.offer(frame))).hasSizeLessThan(10);
        assertThat(budget.used()).isLessThan(12L * Budget.SHARE);
        streams.forEach(EventStream::cut);
        assertThat(budget.used()).isZero();
    }

    @Test
    void whoReadsIsNotSentAwayBecauseOthersDoNot() {
        var budget = new Budget(10 * Budget.SHARE);
        budget.take(20 * Budget.SHARE);
        var one = new EventStream(budget);
        one.subscribe(reader);
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.offer(frame(i))).isTrue();
            reader.line.request(1);
        }

        assertThat(reader.read).hasSize(1_000);
        assertThat(budget.used()).isEqualTo(20L * Budget.SHARE);
    }

    @Test
    void whatWasAskedForAndNotWrittenStillWaits() {
        var budget = new Budget(Budget.MOST);
        var one = new EventStream(budget);
        reader.writes = false;
        one.subscribe(reader);
        reader.line.request(32);
        one.offer(frame(1));
        one.offer(frame(2));
        one.end();

        assertThat(reader.unwritten).hasSize(1);
        assertThat(budget.used()).isEqualTo(frame(1).size() + frame(2).size());
        assertThat(one.stalled(Duration.ZERO)).isTrue();
        assertThat(reader.end).isEqualTo("open");
        assertThat(Listened.text(reader.unwritten.remove()))
                .isEqualTo(frame(1).toString() + frame(2));
        assertThat(budget.used()).isZero();
        assertThat(reader.end).isEqualTo("complete");
    }

    @Test
    void endsOnceEverythingWasRead() {
        stream.subscribe(reader);
        stream.offer(frame(1));
        stream.end();
        assertThat(reader.end).isEqualTo("open");

        reader.line.request(1);

        assertThat(reader.read).hasSize(1);
        assertThat(reader.end).isEqualTo("complete");
    }

    @Test
    void keepsAQuietLineOpenAndAddsNothingToABusyOne() {
        stream.beat();
        stream.beat();
        stream.subscribe(reader);
        reader.line.request(Long.MAX_VALUE);

        assertThat(reader.read).containsExactly(": still here\n\n");
    }

    @Test
    void letsGoOfAReaderThatReadsNothing() {
        stream.subscribe(reader);
        assertThat(stream.stalled(Duration.ZERO)).isFalse();
        stream.offer(frame(1));
        assertThat(stream.stalled(Duration.ZERO)).isTrue();

        stream.cut();

        assertThat(reader.end).isEqualTo("cut");
        assertThat(stream.offer(frame(2))).isFalse();
    }

    @Test
    void waitsForRoomWhereThereIsTime() throws Exception {
        stream.subscribe(reader);
        var past =
                Thread.startVirtualThread(() -> {
                    try {
                        for (int i = 0; i < 3 * EventStream.MOST_FRAMES; i++) {
                            stream.put(frame(i));
                        }
                        stream.end();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        reader.line.request(Long.MAX_VALUE);
        past.join();

        assertThat(String.join("", reader.read).lines().filter(line -> line.startsWith("id: ")))
                .hasSize(3 * EventStream.MOST_FRAMES);
        assertThat(reader.end).isEqualTo("complete");
    }

    @Test
    void anEventOfSeveralLinesStaysOneEvent() {
        assertThat(Frame.event("7", "log", "one\ntwo").toString())
                .isEqualTo("id: 7\nevent: log\ndata: one\ndata: two\n\n");
    }
}
