package dev.lovage.server.schedule;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.LeaderLoop;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Applies schedules, where this api is the leader: at once when something was saved, and every one
/// of them again and again, at most [#MOST] in a second.
@Context
final class ApplyLoop {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration WALK = Duration.ofSeconds(30);
    static final int MOST = 50;

    private final Preparation preparation;
    private final LeaderLoop loop;
    private final ScheduleStore store;
    private final Applying applying;
    private final Strangers strangers;
    private final Clock clock;
    private Instant walked = Instant.EPOCH;

    ApplyLoop(
            Preparation preparation,
            Settings.Postgres database,
            Background background,
            ScheduleEngine engine,
            SchedulePlan plan,
            Clock clock) {
        this.preparation = preparation;
        this.loop = new LeaderLoop(database, PostgresScheduleStore.CHANNEL, PAUSE, this::turn);
        this.store = new PostgresScheduleStore(background, clock);
        this.applying = new Applying(store, engine, plan, clock);
        this.strangers = new Strangers(store, engine, clock);
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        loop.start(preparation.when("postgresql"), preparation.when("temporal"));
    }

    /// Everything that is due, until Temporal does not answer.
    private void turn() {
        for (var row : store.due(clock.instant(), MOST)) {
            if (loop.closing() || !applying.apply(row)) {
                return;
            }
        }
        if (walked.plus(WALK).isBefore(clock.instant())) {
            strangers.find();
            walked = clock.instant();
        }
    }

    @PreDestroy
    void close() {
        loop.close();
    }
}
