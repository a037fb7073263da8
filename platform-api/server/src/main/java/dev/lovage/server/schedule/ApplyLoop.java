package dev.lovage.server.schedule;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.Leadership;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Applies schedules, where this api is the leader: at once when something was saved, and every one
/// of them again and again, at most [#MOST] in a second.
@Context
final class ApplyLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration OTHERS = Duration.ofSeconds(5);
    private static final Duration WALK = Duration.ofSeconds(30);
    static final int MOST = 50;

    private final Preparation preparation;
    private final Leadership leadership;
    private final ScheduleStore store;
    private final Applying applying;
    private final Strangers strangers;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("schedules").unstarted(this::run);
    private Instant walked = Instant.EPOCH;

    ApplyLoop(
            Preparation preparation,
            Settings.Postgres database,
            Background background,
            ScheduleEngine engine,
            SchedulePlan plan,
            Clock clock) {
        this.preparation = preparation;
        this.leadership = new Leadership(database, PostgresScheduleStore.CHANNEL);
        this.store = new PostgresScheduleStore(background, clock);
        this.applying = new Applying(store, engine, plan, clock);
        this.strangers = new Strangers(store, engine, clock);
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        var ready =
                List.of("postgresql", "temporal").stream()
                        .map(preparation::when)
                        .toArray(CompletableFuture[]::new);
        var _ = CompletableFuture.allOf(ready).thenRun(thread::start);
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                if (leadership.held()) {
                    turn();
                    leadership.hear(PAUSE);
                } else {
                    var _ = closing.await(OTHERS.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("The loop of schedules was interrupted");
        } finally {
            leadership.close();
        }
    }

    /// Everything that is due, until Temporal does not answer.
    private void turn() {
        try {
            for (var row : store.due(clock.instant(), MOST)) {
                if (closing.getCount() == 0 || !applying.apply(row)) {
                    return;
                }
            }
            if (walked.plus(WALK).isBefore(clock.instant())) {
                strangers.find();
                walked = clock.instant();
            }
        } catch (RuntimeException e) { // PostgreSQL or Temporal: next time
            LOG.warn("Schedules could not be applied: {}", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        closing.countDown();
        try {
            var _ = thread.isAlive() && thread.join(Duration.ofSeconds(4));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
