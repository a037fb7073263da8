package dev.lovage.server.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A clock that a test puts forward.
final class Ticking extends Clock {
    private final Clock clock;
    private Duration ahead = Duration.ZERO;

    Ticking(Clock clock) {
        this.clock = clock;
    }

    void tick() {
        ahead = ahead.plusMinutes(15);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
