package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Frozen;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.FlowStep;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Performer;
import dev.lovage.engine.interpreter.Program.Before;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Performs a run with Temporal, and notes what happens.
final class TemporalPerformer implements Performer {
    private static final int PATIENCE = 1_000;

    private final Commands commands;
    private final Recorder recorder;
    private final Unserved unserved;
    private final InlineCalls inline;

    private final RunInput input;
    private long tiredAt;

    TemporalPerformer(Commands commands, Recorder recorder, RunInput input) {
        this.commands = commands;
        this.recorder = recorder;
        this.input = input;
        this.unserved = new Unserved(commands);
        this.inline = new InlineCalls(commands);
    }

    @Override
    public Runnable call(CallStep step, Replacing replacing, Consumer<Outcome> done) {
        var dispatch = new Dispatch(step, commands, recorder, unserved, inline, replacing, done);
        dispatch.begin();
        return dispatch::cancel;
    }

    @Override
    public void settled() {
        inline.settle();
    }

    @Override
    public Runnable flow(FlowStep step, Runnable begun, Consumer<Outcome> done) {
        var child = new ChildRun(step, commands, begun, done);
        child.begin();
        return child::cancel;
    }

    @Override
    public Runnable timer(String path, Duration after, Runnable then) {
        return commands.timer(path, after, then);
    }

    @Override
    public Instant now() {
        return commands.now();
    }

    /// What does not fit is weighed again only later: it may become less.
    @Override
    public boolean renews(Supplier<Before> kept) {
        var most = input.frozen().historyEvents();
        long events = commands.historyLength();
        if (events < tiredAt
                || !commands.isHistoryLong(most == null ? Frozen.HISTORY_EVENTS : most)) {
            return false;
        }
        tiredAt = events + PATIENCE;
        return Carriage.fits(kept.get(), input.input());
    }

    @Override
    public void paused(@Nullable String why) {
        recorder.paused(why);
        if (why == null) {
            commands.gate().open();
            inline.settle();
        } else {
            commands.gate().close();
        }
    }

    @Override
    public void changed(Change change) {
        var outcome = change.outcome();
        if (outcome == null) {
            recorder.open(change.path(), change.state(), change.work(), 0, change.why());
        } else {
            recorder.ended(change.path(), change.work(), 0, outcome);
        }
    }
}
