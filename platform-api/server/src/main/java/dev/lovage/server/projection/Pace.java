package dev.lovage.server.projection;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How close to each other two writes may be.
///
/// @param apart the time from one write to the next, at least
/// @param nanos a clock that never goes back
record Pace(Duration apart, LongSupplier nanos) {
    static Pace of(Duration apart) {
        return new Pace(apart, System::nanoTime);
    }

    long now() {
        return nanos.getAsLong();
    }

    /// How long to wait after a write at `last`; zero or less: no longer.
    Duration left(long last) {
        return apart.minusNanos(now() - last);
    }
}
