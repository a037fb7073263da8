package dev.lovage.engine.interpreter;

import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// Where that runs which goes on when the run is told to stop: for a time, not for good.
final class Shelter {
    private final Cancellation all = new Cancellation();
    private final Stage stage;
    private final Duration atMost;
    private @Nullable Instant until;
    private boolean watched;

    /// @param atMost counted from when the run is told to stop
    Shelter(Stage stage, Duration atMost) {
        this.stage = stage;
        this.atMost = atMost;
    }

    /// A place in it, to be left.
    Cancellation open() {
        var scope = all.inner();
        watch();
        return scope;
    }

    boolean isEmpty() {
        return !all.reaches();
    }

    /// The run was told to stop.
    void close() {
        until = stage.now().plus(atMost);
        if (all.reaches()) {
            watch();
        }
    }

    /// The time costs a timer only where there is something in it.
    private void watch() {
        var end = until;
        if (end != null && !watched) {
            watched = true;
            stage.alarm("cleanupTimeout", end, () -> all.request(ErrorCode.CANCELLED));
        }
    }
}
