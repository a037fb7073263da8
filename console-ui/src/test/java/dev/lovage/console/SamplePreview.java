package dev.lovage.console;

import dev.lovage.client.Problem;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Times to come of the simplest specs: once a day by cron, or again and again.
final class SamplePreview {
    private SamplePreview() {}

    static List<Problem.Detail> flaws(Schedule.@Nullable Spec spec) {
        if (spec == null || spec.cron() == null) {
            return List.of();
        }
        List<Problem.Detail> flaws = new ArrayList<>();
        for (int i = 0; i < spec.cron().size(); i++) {
            int fields = spec.cron().get(i).strip().split("\\s+").length;
            if (fields != 5) {
                flaws.add(
                        new Problem.Detail(
                                "/spec/cron/" + i,
                                "INVALID",
                                "A cron string has five fields (minute, hour, day of month, month,"
                                        + " day of week), not %d.".formatted(fields)));
            }
        }
        return flaws;
    }

    static Schedule.Preview of(
            Schedule.@Nullable Spec spec,
            @Nullable Map<String, ?> celery,
            int count,
            Schedule.@Nullable Action action) {
        var zone = ZoneId.of(spec == null || spec.timezone() == null ? "UTC" : spec.timezone());
        if (celery == null && spec != null && spec.every() != null && !spec.every().isEmpty()) {
            return again(spec.every().getFirst().every(), zone, count, action);
        }
        var time = time(spec);
        List<Schedule.Fire> fires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fires.add(fire(LocalDate.now(zone).plusDays(1L + i).atTime(time).atZone(zone), i));
        }
        var jump =
                new Schedule.Jump(
                        Schedule.Jump.Kind.GAP,
                        Instant.parse("2027-03-28T01:00:00Z"),
                        "2027-03-28T02:30:00",
                        "02:30 does not exist on 28 March 2027; this one is left out.");
        return new Schedule.Preview(
                fires,
                List.of("Both fields of days must match, unlike in Vixie cron."),
                time.getHour() == 2 ? List.of(jump) : List.of(),
                Duration.ofDays(1),
                forecast(action, Duration.ofDays(1)));
    }

    private static Schedule.Preview again(
            Duration every, ZoneId zone, int count, Schedule.@Nullable Action action) {
        List<Schedule.Fire> fires = new ArrayList<>();
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < count; i++) {
            at = at.plus(every);
            fires.add(fire(at.atZone(zone), 0));
        }
        return new Schedule.Preview(fires, List.of(), List.of(), every, forecast(action, every));
    }

    private static LocalTime time(Schedule.@Nullable Spec spec) {
        if (spec == null || spec.cron() == null || spec.cron().isEmpty()) {
            return LocalTime.of(3, 0);
        }
        var fields = spec.cron().getFirst().strip().split("\\s+");
        return LocalTime.of(number(fields[1]), number(fields[0]));
    }

    private static int number(String field) {
        return field.matches("\\d+") ? Integer.parseInt(field) : 0;
    }

    private static Schedule.Fire fire(ZonedDateTime at, int i) {
        var mark =
                at.getHour() != 2
                        ? Schedule.Mark.PLAIN
                        : i == 3
                                ? Schedule.Mark.SHIFTED
                                : i == 5
                                        ? Schedule.Mark.FIRST
                                        : i == 6 ? Schedule.Mark.SECOND : Schedule.Mark.PLAIN;
        return new Schedule.Fire(
                at.toInstant(),
                at.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS).toString(),
                at.getOffset().getId(),
                mark);
    }

    private static Schedule.@Nullable Forecast forecast(
            Schedule.@Nullable Action action, Duration gap) {
        if (action == null) {
            return null;
        }
        var p95 = Duration.ofSeconds(72);
        boolean over = p95.compareTo(gap) > 0;
        return new Schedule.Forecast(
                p95,
                40,
                over,
                over
                        ? "19 of 20 runs take up to 1 m 12 s, longer than the time between two: some"
                                + " will meet the run before."
                        : "19 of 20 runs take up to 1 m 12 s: they end before the next is due.");
    }
}
