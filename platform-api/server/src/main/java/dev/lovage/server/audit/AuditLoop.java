package dev.lovage.server.audit;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.Leadership;
import dev.lovage.server.run.RunEngine;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Seals the audit every second and closes what was left open, where this api is the leader.
@Context
final class AuditLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final Preparation preparation;
    private final Leadership leadership;
    private final Chain chain;
    private final OpenChanges changes;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("audit").unstarted(this::run);
    private Instant looked = Instant.EPOCH;

    AuditLoop(
            Preparation preparation,
            Settings.Postgres settings,
            Background database,
            RunEngine engine,
            Clock clock) {
        this.preparation = preparation;
        this.leadership = new Leadership(settings, "lovage.audit");
        this.chain = new Chain(database);
        this.changes = new OpenChanges(database, run -> engine.describe(run).isPresent());
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        var _ =
                CompletableFuture.allOf(
                                preparation.when("postgresql"), preparation.when("temporal"))
                        .thenRun(thread::start);
    }

    private void run() {
        try {
            do {
                if (leadership.held()) {
                    turn();
                }
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            LOG.debug("The loop of the audit was interrupted");
        } finally {
            leadership.close();
        }
    }

    private void turn() {
        try {
            var _ = chain.seal();
            var now = clock.instant();
            if (looked.plus(OPEN).isBefore(now)) {
                looked = now;
                var _ = changes.close(now);
            }
        } catch (RuntimeException e) { // PostgreSQL or Temporal: next time
            LOG.warn("The audit could not be sealed and closed: {}", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        closing.countDown();
        try {
            var _ = thread.isAlive() && thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
