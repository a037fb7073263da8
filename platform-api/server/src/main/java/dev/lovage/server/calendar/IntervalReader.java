package dev.lovage.server.calendar;

import dev.lovage.canvas.Flaw;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// Reads an interval from the wire.
final class IntervalReader {
    static final Duration SHORTEST = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofDays(3_650);

    private IntervalReader() {}

    static Interval read(Schedule.Every wire) {
        @Nullable Duration every = wire.every(); // JSON may leave it out
        if (every == null) {
            throw flaw("/every", "Must be given, such as `PT10M`.");
        }
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw flaw(
                    "/every",
                    "Must be from 10s to 3650d, not %s. What is to happen more often belongs into one run that loops."
                            .formatted(every));
        }
        var offset = wire.offset() == null ? Duration.ZERO : wire.offset();
        if (offset.isNegative() || offset.compareTo(every) >= 0) {
            throw flaw("/offset", "Must be less than `every`, and not negative.");
        }
        whole("/every", every);
        whole("/offset", offset);
        return new Interval(every, offset);
    }

    private static void whole(String pointer, Duration duration) {
        if (!duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
            throw flaw(pointer, "Must be whole seconds.");
        }
    }

    private static SpecException flaw(String pointer, String message) {
        return new SpecException(List.of(new Flaw(pointer, "RANGE", message, null)));
    }
}
