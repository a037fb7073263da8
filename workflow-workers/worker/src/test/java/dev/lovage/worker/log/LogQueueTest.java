package dev.lovage.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.LogLine;
import dev.lovage.worker.log.LogQueue.Outgoing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(20)
final class LogQueueTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LogQueue queue = new LogQueue(nanos::get);

    private static LogLine line(String run, String message) {
        return new LogLine(
                "default", run, "do.0", 1, Instant.EPOCH, LogLine.Level.INFO, "task.a", message);
    }

    private List<String> taken() throws InterruptedException {
        return queue.take(Duration.ZERO).stream()
                .map(Outgoing::line)
                .map(line -> line.run() + " " + line.message())
                .toList();
    }

    private void aSecondPasses() {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void givesLinesInTheOrderTheyCame() throws Exception {
        queue.offer(line("a~1", "first"));
        queue.offer(line("a~2", "second"));
        queue.offer(line("a~1", "third"));

        assertThat(taken()).containsExactly("a~1 first", "a~2 second", "a~1 third");
        assertThat(taken()).isEmpty();
    }

    @Test
    void anAttemptThatWritesTooFastLosesLinesAndTheOthersDoNot() throws Exception {
        for (int i = 0; i < LogQueue.MOST_A_SECOND + 7; i++) {
            queue.offer(line("a~1", "x"));
        }
        queue.offer(line("a~2", "y"));

        assertThat(taken().size() + taken().size()).isEqualTo(LogQueue.MOST_A_SECOND);
        assertThat(taken()).containsExactly("a~2 y");
        assertThat(queue.lostInAll()).isEqualTo(7);
        aSecondPasses();
        queue.offer(line("a~1", "again"));
        assertThat(taken()).startsWith("a~1 again");
    }

    @Test
    void saysOnceASecondHowManyWereLostAndForWhom() throws Exception {
        for (int i = 0; i < LogQueue.MOST_A_SECOND + 7; i++) {
            queue.offer(line("a~1", "x"));
        }
        assertThat(taken().size() + taken().size()).isEqualTo(LogQueue.MOST_A_SECOND);
        assertThat(taken()).isEmpty();
        aSecondPasses();

        assertThat(taken()).containsExactly("a~1 7 lines dropped");
        aSecondPasses();
        assertThat(taken()).isEmpty();
    }

    @Test
    void aHundredThousandLinesInASecondAreCutToTheirShareAndSaidToBe() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            queue.offer(line("a~1", "line " + i));
        }
        aSecondPasses();

        var all = new ArrayList<String>();
        for (var some = taken(); !some.isEmpty(); some = taken()) {
            all.addAll(some);
        }
        assertThat(all).hasSize(LogQueue.MOST_A_SECOND + 1).contains("a~1 99,000 lines dropped");
        assertThat(queue.lostInAll()).isEqualTo(99_000);
    }

    @Test
    void manyAttemptsTogetherWriteNoMoreThanAWorkerMay() throws Exception {
        for (int i = 0; i < 100_000; i++) {
            queue.offer(line("a~" + i % 100, "x"));
        }

        int taken = 0;
        for (var some = taken(); !some.isEmpty(); some = taken()) {
            taken += some.size();
        }
        assertThat(taken).isEqualTo(LogQueue.MOST_TOGETHER);
        aSecondPasses();
        assertThat(taken()).hasSize(100).allMatch(said -> said.endsWith("900 lines dropped"));
    }

    @Test
    void holdsNoMoreThanItsBytes() {
        var large = "x".repeat(LogQueue.MOST_BYTES / 20);
        for (int i = 0; i < 12; i++) {
            queue.offer(line("a~" + i, large));
        }

        assertThat(queue.lostInAll()).isEqualTo(3);
        assertThat(queue.last()).hasSize(9 + 3);
    }

    @Test
    void whatDidNotArriveIsSaidWithWhatItStoodFor() {
        queue.lost(new Outgoing(line("a~1", "x"), 1));
        var said = queue.last().getFirst();
        queue.lost(said);
        queue.lost(new Outgoing(line("a~1", "x"), 1));

        assertThat(queue.last())
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.stands()).isEqualTo(2);
                    assertThat(again.line().message()).isEqualTo("2 lines dropped");
                });
    }
}
