package dev.lovage.server.calendar;

import java.time.Duration;

/// Whole multiples of `every` since the beginning of 1970 in UTC, each later by `offset`; both in
/// whole seconds.
public record Interval(Duration every, Duration offset) {
    public Interval {
        if (every.toSeconds() < 1 || offset.isNegative() || offset.compareTo(every) >= 0) {
            throw new IllegalArgumentException("Every " + every + " later by " + offset);
        }
    }

    static Interval of(Duration every) {
        return new Interval(every, Duration.ZERO);
    }

    long next(long after) {
        var step = every.toSeconds();
        var shift = offset.toSeconds();
        return (Math.floorDiv(after - shift, step) + 1) * step + shift;
    }

    boolean matches(long second) {
        return Math.floorMod(second - offset.toSeconds(), every.toSeconds()) == 0;
    }
}
