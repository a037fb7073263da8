package dev.lovage.server.calendar;

import dev.lovage.canvas.Nearest;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Turns an interval of Celery's beat into ours: a number of seconds, the parts of a `timedelta`,
/// or `schedule(run_every, relative)`.
///
/// A relative one is counted from the beginning of the day, hour or minute, whichever is the
/// largest that it is not shorter than; what is left over shifts it.
///
/// @param every the period
/// @param offset into the period
record RunEvery(Duration every, Duration offset, boolean relative) {
    private static final Map<String, Long> MICROS =
            new TreeMap<>(
                    Map.of(
                            "weeks", 604_800_000_000L,
                            "days", 86_400_000_000L,
                            "hours", 3_600_000_000L,
                            "minutes", 60_000_000L,
                            "seconds", 1_000_000L,
                            "milliseconds", 1_000L,
                            "microseconds", 1L));
    private static final Set<String> SCHEDULE = Set.of("run_every", "relative");
    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES);

    /// @throws IllegalArgumentException when Celery would not take it, or it is too short for us
    static RunEvery read(@Nullable Object value, boolean relative) {
        if (value instanceof Map<?, ?> map && map.containsKey("run_every")) {
            refuseOthers(map);
            var both = relative || Boolean.TRUE.equals(map.get("relative"));
            return of(duration(map.get("run_every")), both);
        }
        return of(duration(value), relative);
    }

    private static void refuseOthers(Map<?, ?> schedule) {
        for (var entry : schedule.entrySet()) {
            var key = String.valueOf(entry.getKey());
            if (!SCHEDULE.contains(key)) {
                throw new IllegalArgumentException(
                        "There is no `" + key + "` in a schedule." + Nearest.hint(key, SCHEDULE));
            }
            if (key.equals("relative") && !(entry.getValue() instanceof Boolean)) {
                throw new IllegalArgumentException("`relative` must be true or false.");
            }
        }
    }

    private static RunEvery of(Duration duration, boolean relative) {
        if (duration.compareTo(IntervalReader.SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "Must be 10 s or more, not %s. What is to happen more often belongs into one run that loops."
                            .formatted(duration));
        }
        if (duration.compareTo(IntervalReader.LONGEST) > 0) {
            throw new IllegalArgumentException("Must be 3650 days or less.");
        }
        if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
            throw new IllegalArgumentException("Must be whole seconds, not " + duration + ".");
        }
        if (relative) {
            for (var unit : UNITS) {
                if (duration.compareTo(unit.getDuration()) >= 0) {
                    return rounded(duration, unit.getDuration());
                }
            }
        }
        return new RunEvery(duration, Duration.ZERO, false);
    }

    /// Every run is counted from the run before, rounded down; so a rest shifts, and never adds up.
    private static RunEvery rounded(Duration duration, Duration unit) {
        var every = unit.multipliedBy(duration.dividedBy(unit));
        return new RunEvery(every, duration.minus(every), true);
    }

    private static Duration duration(@Nullable Object value) {
        return switch (value) {
            case Number number -> ofMicros(micros(number, "seconds"));
            case Map<?, ?> parts when !parts.isEmpty() ->
                    ofMicros(
                            parts.entrySet().stream()
                                    .map(part ->
                                            micros(part.getValue(), String.valueOf(part.getKey())))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add));
            case null, default ->
                    throw new IllegalArgumentException(
                            "Must be a number of seconds, or an object such as `{\"minutes\": 5}`.");
        };
    }

    private static BigDecimal micros(@Nullable Object amount, String unit) {
        var micros = MICROS.get(unit);
        if (micros == null) {
            throw new IllegalArgumentException(
                    "There is no `"
                            + unit
                            + "` in an interval."
                            + Nearest.hint(unit, MICROS.keySet()));
        }
        if (!(amount instanceof Number number)) {
            throw new IllegalArgumentException("`" + unit + "` must be a number.");
        }
        return new BigDecimal(number.toString()).multiply(BigDecimal.valueOf(micros));
    }

    private static Duration ofMicros(BigDecimal micros) {
        if (micros.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000)) > 0) {
            throw new IllegalArgumentException("Must be 3650 days or less.");
        }
        return Duration.ofNanos(micros.longValue() * 1_000);
    }

    /// As local times, when they are the same every day; else counted in UTC.
    Schedule.Spec wire(@Nullable String timezone) {
        var calendar = relative ? calendar() : null;
        return calendar == null
                ? new Schedule.Spec(
                        null,
                        List.of(new Schedule.Every(every, offset)),
                        null,
                        timezone,
                        null,
                        null,
                        null,
                        null)
                : new Schedule.Spec(
                        null, null, List.of(calendar), timezone, null, null, null, null);
    }

    private Schedule.@Nullable Calendar calendar() {
        var second = String.valueOf(offset.toSecondsPart());
        var minute = String.valueOf(offset.toMinutesPart());
        if (every.compareTo(Duration.ofHours(1)) < 0) {
            return 60 % every.toMinutes() == 0 ? at(second, "*/" + every.toMinutes(), "*") : null;
        }
        if (every.compareTo(Duration.ofDays(1)) < 0) {
            return 24 % every.toHours() == 0 ? at(second, minute, "*/" + every.toHours()) : null;
        }
        return every.equals(Duration.ofDays(1))
                ? at(second, minute, String.valueOf(offset.toHoursPart()))
                : null;
    }

    private static Schedule.Calendar at(String second, String minute, String hour) {
        return new Schedule.Calendar(second, minute, hour, null, null, null, null, null);
    }
}
