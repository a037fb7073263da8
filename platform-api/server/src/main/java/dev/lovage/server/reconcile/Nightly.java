package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Once in a night counts the runs of each hour by how they stand, here and in Temporal, for as far
/// back as Temporal keeps them; where the counts differ each run of the hour is compared, and what
/// differs is described. Finds what every other loop has missed, which should be nothing.
@Singleton
final class Nightly {
    private static final Logger LOG = LoggerFactory.getLogger(Nightly.class);
    private static final String LOOP = "NIGHTLY";

    /// UTC.
    private static final Duration AT = Duration.ofHours(2);

    private static final Duration BACK = Duration.ofDays(7);

    /// What began a moment ago may be told of yet.
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final TemporalRuns temporal;
    private final Comparison comparison;
    private final Tallies tallies;
    private final Mending mending;
    private final Overlays overlays;
    private final Clock clock;
    private final AtomicInteger mended = new AtomicInteger();

    Nightly(
            TemporalRuns temporal,
            Comparison comparison,
            Tallies tallies,
            Mending mending,
            Overlays overlays,
            MeterRegistry registry,
            Clock clock) {
        this.temporal = temporal;
        this.comparison = comparison;
        this.tallies = tallies;
        this.mending = mending;
        this.overlays = overlays;
        this.clock = clock;
        Gauge.builder("lovage.reconciler.mended", mended, AtomicInteger::get).register(registry);
    }

    /// What a night found.
    ///
    /// @param hours whose counts differed
    /// @param runs that were mended
    /// @param counters that had counted wrongly
    record Found(int hours, int runs, long counters) {}

    /// Compares when the night has come, or does nothing.
    void turn() {
        var now = clock.instant();
        var last = comparison.until(LOOP);
        var due = now.minus(AT).truncatedTo(ChronoUnit.DAYS).plus(AT);
        if (last.isEmpty()) {
            comparison.compared(LOOP, now);
        } else if (last.get().isBefore(due)) {
            compare(now);
            comparison.compared(LOOP, now);
        }
    }

    Found compare(Instant now) {
        int hours = 0;
        int runs = 0;
        var end = now.minus(SETTLED);
        for (var hour = end.minus(BACK).truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(end);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            var next = hour.plus(1, ChronoUnit.HOURS);
            var to = next.isBefore(end) ? next : end;
            if (!tallies.of(hour, to).equals(temporal.tally(hour, to))) {
                hours++;
                runs += mend(hour, to);
            }
        }
        overlays.forget();
        mended.set(runs);
        return told(new Found(hours, runs, tallies.miscounted(end.minus(BACK), end)));
    }

    private static Found told(Found found) {
        LOG.info(
                "Compared {} days with Temporal: {} hours and {} runs differ",
                BACK.toDays(),
                found.hours(),
                found.runs());
        if (found.counters() > 0) {
            LOG.warn("{} counters differ from the rows they count", found.counters());
        }
        return found;
    }

    /// Every run that began in this hour.
    private int mend(Instant from, Instant to) {
        int found = 0;
        var token = ByteString.EMPTY;
        do {
            var page = temporal.list(Loop.STARTED, from, to, token);
            for (var run : tallies.different(page.runs())) {
                found += mending.check(run.key()) ? 1 : 0;
            }
            token = page.token();
        } while (!token.isEmpty());
        return found;
    }
}
