package dev.lovage.engine;

import dev.lovage.canvas.Signals;
import dev.lovage.engine.interpreter.FlowStep;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.function.BiConsumer;

/// A run that is a step of this one, from its start to its end: told to stop, abandoned; or left to
/// itself once it has begun.
final class ChildRun implements Grace.Told {
    private final FlowStep step;
    private final Commands commands;
    private final Runnable begun;
    private final BiConsumer<ChildRun, Outcome> done;
    private final long sentIn;
    private @Nullable Signals early;
    private boolean started;
    private Runnable stop = () -> {};
    private boolean told;
    private boolean ended;
    private @Nullable Grace grace;

    ChildRun(FlowStep step, Commands commands, Runnable begun, BiConsumer<ChildRun, Outcome> done) {
        this.step = step;
        this.commands = commands;
        this.begun = begun;
        this.done = done;
        this.sentIn = commands.task();
    }

    void begin() {
        stop = commands.child(step, this::started, this::answered);
    }

    private void started() {
        if (ended) {
            return;
        }
        started = true;
        begun.run();
        if (step.detached()) {
            end(new Done(step.run()));
        } else if (early != null) {
            commands.tell(step.run(), early);
        }
    }

    /// An order for it: of those that come before there is such a run, only the last pause counts.
    void tell(Signals order) {
        if (step.detached()) {
            return;
        }
        if (started) {
            commands.tell(step.run(), order);
        } else {
            early = order instanceof Signals.Pause ? order : null;
        }
    }

    /// Nobody who is detached is told, once it has left.
    void cancel() {
        if (ended || told || (step.detached() && sentIn != commands.task())) {
            return;
        }
        told = true;
        stop.run();
        if (!ended) {
            grace = commands.grace(this);
        }
    }

    @Override
    public void abandon() {
        var details = new LinkedHashMap<String, Object>();
        details.put("abandoned", true);
        details.put("run", step.run());
        end(
                new Failed(
                        new Failure(
                                ErrorCode.CANCELLED.name(),
                                ErrorCode.CANCELLED.name(),
                                "Abandoned: the run %s did not stop in time after it was told to"
                                        .formatted(step.run()),
                                null,
                                step.path(),
                                0,
                                false,
                                details)));
    }

    private void answered(@Nullable Object value, @Nullable RuntimeException error) {
        end(error == null ? new Done(value) : ChildFailures.of(step, error, told));
    }

    private void end(Outcome outcome) {
        if (ended) {
            return;
        }
        ended = true;
        if (grace != null) {
            grace.remove(this);
        }
        done.accept(this, outcome);
    }
}
