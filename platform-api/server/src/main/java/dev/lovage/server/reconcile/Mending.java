package dev.lovage.server.reconcile;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.server.reconcile.Tally.Standing;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Ending;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Brings the read model of one run to what Temporal describes.
@Singleton
final class Mending {
    private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

    private final RunEngine engine;
    private final TemporalRuns temporal;
    private final ShownRuns shown;
    private final Comparison comparison;
    private final Announcer announcer;
    private final WishTable wishes;
    private final Clock clock;

    Mending(
            RunEngine engine,
            TemporalRuns temporal,
            ShownRuns shown,
            Comparison comparison,
            Announcer announcer,
            WishTable wishes,
            Clock clock) {
        this.engine = engine;
        this.temporal = temporal;
        this.shown = shown;
        this.comparison = comparison;
        this.announcer = announcer;
        this.wishes = wishes;
        this.clock = clock;
    }

    /// The read model may show this run otherwise; what is true now, Describe says. False when
    /// nothing had to be mended.
    boolean check(RunKey key) {
        var found = engine.describe(key.run());
        if (found.isPresent()) {
            var accepted = found.get().memo().accepted();
            return settle(new RunKey(key.tenant(), key.run(), accepted), found.get());
        }
        var row = shown.find(key).filter(run -> !run.status().ended());
        row.ifPresent(this::gone);
        return row.isPresent();
    }

    /// Temporal no longer has an open run: somebody deleted its history.
    void gone(Shown run) {
        LOG.info("{} is unknown to Temporal", run.key().run());
        announcer.publish(
                new Confirmed(
                        run.subject(),
                        clock.instant(),
                        RunState.TERMINATED,
                        null,
                        "history deleted"));
    }

    /// Mends what differs from a fresh description; false when nothing does.
    boolean settle(RunKey key, Description run) {
        var row = shown.find(key).orElse(null);
        var ended = run.ended();
        if (row != null
                && row.temporalRun().equals(run.temporalRun())
                && (ended == null || row.status().ended())) {
            return complete(key, run);
        }
        complete(key, run);
        var begun = temporal.begun(key.run(), run.temporalRun()).orElse(run.started());
        if (ended != null) {
            confirm(key, run, begun, ended);
        } else if (row != null) {
            LOG.info("{} goes on in another execution, and nobody told", key.run());
            announcer.publish(
                    new Confirmed(
                            subject(key, run, begun),
                            run.started(),
                            RunState.RUNNING,
                            null,
                            "Found going on in another execution"));
        } else {
            LOG.info("{} has begun, and nobody told", key.run());
        }
        wishes.republish(key, clock.instant());
        return true;
    }

    /// Adds what only the acceptance knows, where the row or that is missing.
    private boolean complete(RunKey key, Description run) {
        var current = new Listed(key, run.temporalRun(), Standing.of(run.state()));
        if (comparison.complete(current)) {
            return false;
        }
        engine.input(key.run())
                .ifPresent(input ->
                        comparison.add(
                                new AcceptedRun(
                                        key,
                                        run.temporalRun(),
                                        run.memo().definition(),
                                        run.memo().revision(),
                                        run.queue(),
                                        input.frozen().tags(),
                                        input.frozen().origin(),
                                        new Payload.Inline(input.input()))));
        return true;
    }

    private void confirm(RunKey key, Description run, Instant begun, Instant ended) {
        var ending = engine.ending(key.run(), Duration.ZERO).orElse(null);
        LOG.info("{} has ended, and nobody told", key.run());
        announcer.publish(
                new Confirmed(
                        subject(key, run, begun),
                        ended,
                        ending == null ? run.state() : ending.state(),
                        ending == null ? null : ending.error(),
                        reason(ending)));
    }

    private static Subject subject(RunKey key, Description run, Instant begun) {
        return new Subject(
                key.tenant(),
                key.run(),
                key.accepted(),
                run.temporalRun(),
                begun.toEpochMilli(),
                null,
                run.memo().definition(),
                run.memo().revision());
    }

    private static String reason(@Nullable Ending ending) {
        var error = ending == null ? null : ending.error();
        return error == null || error.message().isEmpty()
                ? "Found ended in Temporal"
                : "Found ended in Temporal: " + error.message();
    }

    /// All of these.
    void check(List<Listed> listed) {
        listed.forEach(run -> check(run.key()));
    }
}
