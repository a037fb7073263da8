package dev.lovage.local;

import java.time.Duration;

/// How long to wait before a part is started again: twice as long each time, until it has lived a
/// while.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WELL = Duration.ofMinutes(1);

    private Duration next = FIRST;

    Duration afterALifeOf(Duration life) {
        if (life.compareTo(WELL) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
