package dev.lovage.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.chaos.check.Timetable.Rule;
import dev.lovage.chaos.check.Timetable.Span;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

class TimetableTest {
    private static final Instant FROM = Instant.parse("2026-03-01T10:00:03Z");

    private static Timetable table(Rule rule, Duration span) {
        var whole = new Span(FROM, FROM.plus(span));
        return Timetable.of("often", rule, whole, whole);
    }

    @Test
    void reckonsIntervalsFromTheBeginningOfTime() {
        var rule = Rule.every(Duration.ofSeconds(20), Duration.ofSeconds(7));

        assertThat(table(rule, Duration.ofSeconds(30)).dues())
                .containsExactlyInAnyOrder(
                        Instant.parse("2026-03-01T10:00:07Z"),
                        Instant.parse("2026-03-01T10:00:27Z"));
    }

    @Test
    void reckonsCronsOnTheClockOfTheirZone() {
        var rule = Rule.cron("0,46-47,*/30 15-16 * * *", ZoneId.of("Asia/Kathmandu"));

        assertThat(table(rule, Duration.ofHours(2)).dues())
                .containsExactlyInAnyOrder(
                        Instant.parse("2026-03-01T10:01:00Z"),
                        Instant.parse("2026-03-01T10:02:00Z"),
                        Instant.parse("2026-03-01T10:15:00Z"),
                        Instant.parse("2026-03-01T10:45:00Z"),
                        Instant.parse("2026-03-01T11:01:00Z"),
                        Instant.parse("2026-03-01T11:02:00Z"));
    }
}
