package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.Signals;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.FlowStep;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Performer;
import dev.lovage.engine.interpreter.Program.Before;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Performs a run with Temporal, and notes what happens.
final class TemporalPerformer implements Performer {
    private final Commands commands;
    private final Recorder recorder;
    private final Unserved unserved;
    private final InlineCalls inline;
    private final Room room;
    private final Set<ChildRun> children = new LinkedHashSet<>();

    TemporalPerformer(Commands commands, Recorder recorder, RunInput input) {
        this.commands = commands;
        this.recorder = recorder;
        this.unserved = new Unserved(commands);
        this.inline = new InlineCalls(commands);
        this.room = new Room(commands, input);
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
        var child =
                new ChildRun(
                        step,
                        commands,
                        begun,
                        (ended, outcome) -> {
                            children.remove(ended);
                            done.accept(outcome);
                        });
        children.add(child);
        child.begin();
        return child::cancel;
    }

    @Override
    public void tell(Signals order) {
        List.copyOf(children).forEach(child -> child.tell(order));
    }

    @Override
    public Runnable timer(String path, Duration after, Runnable then) {
        return commands.timer(path, after, then);
    }

    @Override
    public Instant now() {
        return commands.now();
    }

    @Override
    public Haste haste() {
        return room.haste();
    }

    @Override
    public boolean takes(Supplier<Before> kept) {
        return room.takes(kept);
    }

    @Override
    public void goesOn(Change change) {
        recorder.goesOn(change.path(), change.state(), change.work());
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
