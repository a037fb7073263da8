package dev.lovage.server.reconcile;

import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.event.EventLog;
import dev.lovage.server.task.Backlog;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Turns all loops again and again, where this api is the leader.
@Context
final class Reconciler implements LeaderLoop.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration DAY = Duration.ofDays(1);

    private final Preparation preparation;
    private final LeaderLoop loop;
    private final Comparison comparison;
    private final Mending mending;
    private final Looking looking;
    private final Nightly nightly;
    private final Republishing republishing;
    private final Backlog backlog;
    private final Heartbeats heartbeats;
    private final Retention retention;
    private final EventLog events;
    private final Clock clock;
    private final Walk closed;
    private final Walk started;
    private Instant partitioned = Instant.EPOCH;

    Reconciler(
            Preparation preparation,
            Settings.Postgres database,
            TemporalRuns temporal,
            Comparison comparison,
            Mending mending,
            Looking looking,
            Nightly nightly,
            Republishing republishing,
            Backlog backlog,
            Heartbeats heartbeats,
            Retention retention,
            Settings.Reconciler settings,
            EventLog events,
            Clock clock) {
        this.preparation = preparation;
        this.loop = new LeaderLoop(database, "lovage.reconciler", settings.every(), this);
        this.comparison = comparison;
        this.mending = mending;
        this.looking = looking;
        this.nightly = nightly;
        this.republishing = republishing;
        this.backlog = backlog;
        this.heartbeats = heartbeats;
        this.retention = retention;
        this.events = events;
        this.clock = clock;
        closed = new Walk(Loop.CLOSED, temporal, comparison, clock);
        started = new Walk(Loop.STARTED, temporal, comparison, clock);
    }

    @PostConstruct
    void start() {
        loop.start(
                preparation.when("postgresql"),
                preparation.when("temporal"),
                preparation.when("kafka"));
    }

    @Override
    public void lead(boolean leads) {
        heartbeats.lead(leads);
    }

    /// Every loop once. One that fails does not keep the others from turning.
    @Override
    public void turn() {
        attempt("partitions", this::partition);
        attempt("runs that have closed", () -> closed.turn(mending::check));
        attempt("runs that have started", () -> started.turn(mending::check));
        attempt("runs that say nothing", looking::turn);
        attempt("runs to be told again", republishing::turn);
        attempt("what the day has missed", nightly::turn);
        attempt("what waits in queues", backlog::measure);
        attempt("what is old", retention::turn);
    }

    private void partition() {
        var now = clock.instant();
        if (partitioned.plus(DAY).isBefore(now)) {
            comparison.partitions();
            events.keep();
            partitioned = now;
        }
    }

    private static void attempt(String what, Runnable loop) {
        try {
            loop.run();
        } catch (RuntimeException e) { // Temporal, Kafka or PostgreSQL: next time
            LOG.warn("The reconciler could not look at {}: {}", what, e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        loop.close();
    }
}
