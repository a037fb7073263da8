package dev.lovage.server.access;

import dev.lovage.server.ApiException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses passwords: after a few failures each further one doubles the wait.
final class Throttle {
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /// Throws `RATE_LIMITED` while `who` has to wait.
    synchronized void check(String who) {
        var failed = failures.get(who);
        var now = clock.instant();
        if (failed != null && now.isBefore(failed.until())) {
            throw ApiException.tooMany(
                    "Too many sign-ins failed.", Duration.between(now, failed.until()));
        }
    }

    synchronized void failed(String who) {
        var before = failures.remove(who);
        var count = before == null ? 1 : before.count + 1;
        failures.put(who, new Failures(count, clock.instant()));
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }

    private record Failures(int count, Instant last) {
        Instant until() {
            if (count < FREE) {
                return last;
            }
            var wait = Duration.ofSeconds(1L << Math.min(count - FREE, 9));
            return last.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
    }
}
