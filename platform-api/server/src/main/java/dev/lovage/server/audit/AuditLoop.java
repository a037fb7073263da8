package dev.lovage.server.audit;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.LeaderLoop;
import dev.lovage.server.run.RunEngine;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Seals the audit every second and closes what was left open, where this api is the leader.
@Context
final class AuditLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final Preparation preparation;
    private final LeaderLoop loop;
    private final Chain chain;
    private final OpenChanges changes;
    private final Clock clock;
    private Instant looked = Instant.EPOCH;

    AuditLoop(
            Preparation preparation,
            Settings.Postgres settings,
            Background database,
            RunEngine engine,
            Clock clock) {
        this.preparation = preparation;
        this.loop = new LeaderLoop(settings, "lovage.audit", PAUSE, this::turn);
        this.chain = new Chain(database);
        this.changes = new OpenChanges(database, run -> engine.describe(run).isPresent());
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        loop.start(preparation.when("postgresql"), preparation.when("temporal"));
    }

    private void turn() {
        var _ = chain.seal();
        var now = clock.instant();
        if (looked.plus(OPEN).isBefore(now)) {
            looked = now;
            var _ = changes.close(now);
        }
    }

    @PreDestroy
    void close() {
        loop.close();
    }
}
