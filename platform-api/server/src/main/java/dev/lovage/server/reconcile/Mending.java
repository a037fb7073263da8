package dev.lovage.server.reconcile;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Ending;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings the read model of one run to what Temporal describes.
@Singleton
final class Mending {
    private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

    private final RunEngine engine;
    private final Comparison comparison;
    private final Announcer announcer;
    private final Republishing republishing;

    Mending(
            RunEngine engine,
            Comparison comparison,
            Announcer announcer,
            Republishing republishing) {
        this.engine = engine;
        this.comparison = comparison;
        this.announcer = announcer;
        this.republishing = republishing;
    }

    /// A run was found that the read model shows otherwise; what is true now, Describe says.
    void mend(Loop loop, Listed listed) {
        var found = engine.describe(listed.key().run());
        if (found.isEmpty()) {
            return;
        }
        var run = found.get();
        var key = new RunKey(listed.key().tenant(), listed.key().run(), run.memo().accepted());
        var ended = run.ended();
        switch (loop) {
            case CLOSED -> {
                if (ended != null) {
                    confirm(key, run, ended);
                }
            }
            case STARTED -> begin(key, run);
        }
    }

    private void confirm(RunKey key, Description run, Instant ended) {
        var ending = engine.ending(key.run(), Duration.ZERO);
        if (ending.isEmpty()) {
            return;
        }
        LOG.info("{} has ended as {}, and nobody told", key.run(), ending.get().state());
        announcer.publish(
                new Confirmed(
                        subject(key, run),
                        ended,
                        ending.get().state(),
                        ending.get().error(),
                        reason(ending.get())));
        republishing.ask(key.run(), run.queue());
    }

    private void begin(RunKey key, Description run) {
        var current = new Listed(key, run.temporalRun());
        if (comparison.different(Loop.STARTED, List.of(current)).isEmpty()) {
            return;
        }
        var told = comparison.shows(current);
        if (!told) {
            LOG.info("{} has begun, and nobody told", key.run());
        }
        var started = engine.input(key.run());
        if (!told
                && run.ended() == null
                && !isRenewed(started)
                && comparison.takeOver(current, run.started())) {
            republishing.ask(key.run(), run.queue());
            return;
        }
        started.ifPresent(input -> {
            comparison.add(
                    new AcceptedRun(
                            key,
                            run.temporalRun(),
                            run.memo().definition(),
                            run.memo().revision(),
                            run.queue(),
                            input.frozen().tags(),
                            input.frozen().origin(),
                            new Payload.Inline(input.input())));
            if (!told) {
                republishing.ask(key.run(), run.queue());
            }
        });
    }

    /// Goes on in a new history: its events are newer by themselves.
    private static boolean isRenewed(Optional<RunInput> started) {
        return started.filter(input -> input.resume().carried() != null).isPresent();
    }

    private static Subject subject(RunKey key, Description run) {
        return new Subject(
                key.tenant(),
                key.run(),
                key.accepted(),
                run.temporalRun(),
                run.started().toEpochMilli(),
                null,
                run.memo().definition(),
                run.memo().revision());
    }

    private static String reason(Ending ending) {
        var error = ending.error();
        return error == null || error.message().isEmpty()
                ? "Found ended in Temporal"
                : "Found ended in Temporal: " + error.message();
    }
}
