package dev.lovage.server.calendar;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The time in which a schedule fires, both ends included; an absent end is open.
public record Window(@Nullable Instant start, @Nullable Instant end) {
    static final Window OPEN = new Window(null, null);

    boolean isInstant() {
        return start != null && start.equals(end);
    }

    boolean isOver(long second) {
        return end != null && Instant.ofEpochSecond(second).isAfter(end);
    }

    /// The last second at which a search up to `end` may find something.
    long ceiling(long end) {
        return this.end == null ? end : Math.min(end, this.end.getEpochSecond());
    }

    /// The last second before a search from `after` may find something.
    long floor(long after) {
        return start == null ? after : Math.max(after, start.getEpochSecond() - 1);
    }
}
