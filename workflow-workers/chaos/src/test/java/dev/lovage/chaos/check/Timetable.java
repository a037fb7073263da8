package dev.lovage.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// When a schedule must run, reckoned second by second and without Temporal.
///
/// @param sure those before it must have run by now
public record Timetable(String schedule, Set<Instant> dues, Instant sure) {
    public Timetable {
        dues = Set.copyOf(dues);
    }

    /// How a schedule says when it runs.
    @FunctionalInterface
    public interface Rule {
        boolean fits(Instant second);

        /// So often, so long after the times since 1970 that it divides.
        static Rule every(Duration interval, Duration offset) {
            return second ->
                    Math.floorMod(
                                    second.getEpochSecond() - offset.toSeconds(),
                                    interval.toSeconds())
                            == 0;
        }

        /// Of the five fields those of minute and hour; the others are `*`.
        static Rule cron(String cron, ZoneId zone) {
            var fields = cron.split(" ", -1);
            return second -> {
                var wall = second.atZone(zone);
                return wall.getSecond() == 0
                        && fits(fields[0], wall.getMinute())
                        && fits(fields[1], wall.getHour());
            };
        }

        private static boolean fits(String field, int value) {
            return Stream.of(field.split(",", -1)).anyMatch(one -> fitsOne(one, value));
        }

        private static boolean fitsOne(String one, int value) {
            if (one.startsWith("*")) {
                return one.length() == 1 || value % Integer.parseInt(one.substring(2)) == 0;
            }
            var range = one.split("-", -1);
            return Integer.parseInt(range[0]) <= value
                    && value <= Integer.parseInt(range[range.length - 1]);
        }
    }

    /// @param to the last second that is looked at
    public static Timetable of(
            String schedule, Predicate<Instant> rule, Instant from, Instant sure, Instant to) {
        var first = from.truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
        return new Timetable(
                schedule,
                LongStream.rangeClosed(first, to.getEpochSecond())
                        .mapToObj(Instant::ofEpochSecond)
                        .filter(second -> !second.isBefore(from))
                        .filter(rule)
                        .collect(Collectors.toSet()),
                sure);
    }
}
