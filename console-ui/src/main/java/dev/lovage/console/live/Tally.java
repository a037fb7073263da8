package dev.lovage.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts why pages asked the api: a push, or a look without one. There from the start, for those
/// who watch.
@Context
final class Tally {
    /// Why a page asks.
    enum Cause {
        /// Something changed.
        PUSH,
        /// The page was opened, or wants to know now.
        OPEN,
        /// A slow look although the feed is there: for what it does not tell.
        NET,
        /// There is no feed, or none for this page, or the last answer failed.
        POLL
    }

    private final Map<Cause, Counter> counters = new EnumMap<>(Cause.class);

    Tally(MeterRegistry registry, Board board) {
        Gauge.builder("lovage.console.live", board, b -> b.live() ? 1 : 0)
                .description("Whether pages are told of changes")
                .register(registry);
        Gauge.builder("lovage.console.pages", board, Board::ears)
                .description("Pages that are open")
                .register(registry);
        for (var cause : Cause.values()) {
            counters.put(
                    cause,
                    Counter.builder("lovage.console.asked")
                            .description("Times that a page asked the api")
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void add(Cause cause) {
        counter(cause).increment();
    }

    private Counter counter(Cause cause) {
        return Objects.requireNonNull(counters.get(cause));
    }
}
