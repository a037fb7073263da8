package dev.lovage.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

final class ReportTest {
    private static final Subject SUBJECT =
            new Subject("acme", "r~1", Instant.EPOCH, "t", "do.1", "count", 1, "w");

    private final List<AttemptEvent> told = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Report report = new Report(told::add, SUBJECT, () -> now, this::later);

    private void later(Duration time, Runnable then) {
        waits.add(time);
        later.add(then);
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
    }

    private List<Long> done() {
        return told.stream()
                .filter(Progressed.class::isInstance)
                .map(event -> ((Progressed) event).done())
                .toList();
    }

    @Test
    void tellsTheFirstProgressAtOnceAndThenTheLastOfEachSecond() {
        report.progress(1, 9, "");
        pass(100);
        report.progress(2, 9, "");
        pass(100);
        report.progress(3, 9, "");
        assertThat(done()).containsExactly(1L);
        assertThat(waits).containsExactly(Duration.ofMillis(900));

        pass(800);
        later.remove().run();
        pass(10);
        report.progress(4, 9, "");

        assertThat(done()).containsExactly(1L, 3L);
        assertThat(waits).hasSize(2).last().isEqualTo(Duration.ofMillis(990));
    }

    @Test
    void waitsNoLongerThanASecondWhenTheClockIsSetBack() {
        report.progress(1, 9, "");
        pass(-3_600_000);
        report.progress(2, 9, "");

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void saysNothingMoreOnceItHasEnded() {
        report.began();
        report.progress(1, 9, "");
        report.progress(2, 9, "");
        report.ended(Outcome.SUCCEEDED, null, null);

        later.remove().run();

        assertThat(told).hasSize(3).first().isInstanceOf(Began.class);
        assertThat(told).last().isInstanceOf(Ended.class);
    }

    @Test
    void cutsAMessageThatIsTooLong() {
        report.progress(1, 9, "x".repeat(1_000));

        assertThat(((Progressed) told.getFirst()).message()).hasSize(Progressed.MESSAGE_CHARS);
    }
}
