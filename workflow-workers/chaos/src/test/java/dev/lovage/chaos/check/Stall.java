package dev.lovage.chaos.check;

import java.time.Duration;
import java.time.Instant;

/// A time in which the driver itself stood still: what it measured of others is wrong by that.
public record Stall(Instant from, Instant to) {

    /// How much of it lies between these moments.
    Duration within(Instant begin, Instant end) {
        var first = from.isAfter(begin) ? from : begin;
        var last = to.isBefore(end) ? to : end;
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
}
