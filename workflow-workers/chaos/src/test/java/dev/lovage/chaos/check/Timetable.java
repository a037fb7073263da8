package dev.lovage.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// When a schedule must run, reckoned second by second and without Temporal.
///
/// @param dues when it may run
/// @param musts those of them for which it has run by now, whatever happened
public record Timetable(String schedule, Set<Instant> dues, Set<Instant> musts) {
    public Timetable {
        dues = Set.copyOf(dues);
        musts = Set.copyOf(musts);
    }

    /// From a moment to another, the last one included.
    public record Span(Instant from, Instant to) {
        private Set<Instant> fitting(Rule rule) {
            return LongStream.rangeClosed(from.getEpochSecond(), to.getEpochSecond())
                    .mapToObj(Instant::ofEpochSecond)
                    .filter(second -> !second.isBefore(from))
                    .filter(rule::fits)
                    .collect(Collectors.toSet());
        }
    }

    /// @param may while it was there
    /// @param must while it was surely there, and long enough ago
    public static Timetable of(String schedule, Rule rule, Span may, Span must) {
        return new Timetable(schedule, may.fitting(rule), must.fitting(rule));
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
}
