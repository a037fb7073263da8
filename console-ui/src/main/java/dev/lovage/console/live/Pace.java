package dev.lovage.console.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How often one browser is told: at once after a pause, and then ten times a second at most,
/// however many of its pages have news.
final class Pace {
    static final Duration STEP = Duration.ofMillis(100);

    private final LongSupplier nanos;
    private long free;

    /// @param nanos a clock
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        free = nanos.getAsLong();
    }

    /// Takes the next turn; gives how long it is until then.
    synchronized Duration turn() {
        long now = nanos.getAsLong();
        long wait = Math.max(0, free - now);
        free = now + wait + STEP.toNanos();
        return Duration.ofNanos(wait);
    }
}
