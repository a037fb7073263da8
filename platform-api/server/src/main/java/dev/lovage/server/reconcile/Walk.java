package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;

import dev.lovage.events.Guard;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Goes along time in one loop, again and again, a bounded way at each turn. How far it came
/// outlives it, so who takes over goes on from there.
final class Walk {
    /// As far back as Temporal keeps closed runs.
    private static final Duration FIRST = Duration.ofDays(7);

    /// A run that has closed is given a moment to say so itself.
    static final Duration SETTLED = Duration.ofSeconds(5);

    /// Temporal's list may learn of a run a little later than of the next.
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final int PAGES = 10;

    private final Loop loop;
    private final TemporalRuns temporal;
    private final Comparison comparison;
    private final Clock clock;
    private @Nullable Way way;

    Walk(Loop loop, TemporalRuns temporal, Comparison comparison, Clock clock) {
        this.loop = loop;
        this.temporal = temporal;
        this.comparison = comparison;
        this.clock = clock;
    }

    private record Way(Instant from, Instant to, ByteString token) {}

    /// @param found is given the runs of a page that differ; when it throws, the way is gone again
    void turn(Consumer<List<Listed>> found) {
        if (loop == Loop.CLOSED && !Guard.R1.on()) {
            return;
        }
        var now = way == null ? begin() : way;
        way = null;
        for (int page = 0; page < PAGES; page++) {
            var answer = temporal.list(loop, now.from(), now.to(), now.token());
            if (!answer.runs().isEmpty()) {
                found.accept(comparison.different(loop, answer.runs()));
            }
            if (answer.token().isEmpty()) {
                comparison.compared(loop.name(), now.to());
                return;
            }
            now = new Way(now.from(), now.to(), answer.token());
        }
        way = now;
    }

    private Way begin() {
        var to = clock.instant().minus(SETTLED);
        var from = comparison.until(loop.name()).map(until -> until.minus(OVERLAP));
        return new Way(from.orElse(to.minus(FIRST)), to, ByteString.EMPTY);
    }
}
