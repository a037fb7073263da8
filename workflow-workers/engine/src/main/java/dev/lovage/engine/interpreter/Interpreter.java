package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.Signals;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Walks a canvas: every step is put on a queue, one loop works the queue off, and what a step
/// leads to is a continuation. Here is what concerns the run as a whole.
public final class Interpreter {
    private final Program program;
    private final Stage stage;
    private final Shelter shelter;
    private final Memory memory;
    private final Steps steps;
    private final Tries tries;
    private final Cancellation all = new Cancellation();
    private final Pauses pauses;

    /// What comes before those who waited in the history before do so here again.
    private final List<Signals.Signal> early = new ArrayList<>();

    private boolean begun;

    /// How a run ended.
    ///
    /// @param outcome done or failed
    public record End(RunState status, Outcome outcome) {}

    public Interpreter(Program program, Performer performer) {
        this.program = program;
        this.memory = new Memory(program.before());
        this.stage = new Stage(performer, memory, this::mayRest, this::before);
        this.shelter = new Shelter(stage, program.definition().lifetime().cleanupTimeout());
        this.steps = new Steps(program, stage, memory, shelter);
        this.tries = new Tries(steps, shelter);
        this.pauses = new Pauses(stage, program.before().mail().orders());
    }

    /// Nothing but the body goes on, and nobody wants it to end.
    private boolean mayRest() {
        return !all.requested() && shelter.isEmpty() && steps.callbacks().haveEnded();
    }

    /// Whether the run has stopped between two steps, to go on with [#before] in a new history.
    /// Whatever happens to it until then makes it go on here.
    public boolean isResting() {
        return stage.isResting();
    }

    /// What is done of it.
    public Program.Before before() {
        return memory.kept(steps.awaits().mail(pauses.heard()));
    }

    /// Begins; `then` gets the end of the run once nothing of it is in flight any more.
    public void start(Consumer<End> then) {
        var deadline = program.deadline();
        if (deadline != null) {
            stage.bell(
                    "runTimeout", deadline, () -> stage.atOnce(() -> stop(ErrorCode.RUN_TIMEOUT)));
        }
        var root = Place.root(program.inputs(), all);
        stage.soon(() ->
                steps.take(
                        program.definition().body(),
                        root.below(new Segment.Body(), root.frame()),
                        outcome -> ended(root, result(root, outcome), then)));
        early.forEach(steps.awaits()::bring);
        early.clear();
        begun = true;
    }

    /// Nothing new starts; what runs is told. Asked again, it changes nothing.
    public void cancel() {
        stage.atOnce(() -> stop(ErrorCode.CANCELLED));
    }

    /// Brings what is awaited, or will be.
    ///
    /// @return false where there were too many: it is dropped
    public boolean signal(Signals.Signal signal) {
        if (!begun && !program.before().open().isEmpty()) {
            return early.add(signal);
        }
        boolean admitted = steps.awaits().bring(signal);
        stage.stir();
        return admitted;
    }

    /// Begins nothing new until it goes on; what runs goes on, and what it leads to waits. A run
    /// that was told to stop is not paused.
    ///
    /// @param until it goes on by itself then
    public void pause(Signals.Pause order, @Nullable Instant until) {
        if (!all.requested()) {
            pauses.pause(order, until);
            stage.stir();
        }
    }

    public void resume(Signals.Resume order) {
        pauses.resume(order);
    }

    private void stop(ErrorCode why) {
        if (!all.requested()) {
            shelter.close();
            all.request(why);
            pauses.end();
        }
    }

    private Outcome result(Place root, Outcome outcome) {
        return switch (outcome) {
            case Failed failed -> failed;
            case Done(var value) -> output(root, root.after(value));
            case Passed(var skipped) when skipped -> {
                root.frame().skipped(program.definition().body());
                yield output(root, root);
            }
            case Passed _ -> output(root, root);
        };
    }

    private Outcome output(Place root, Place after) {
        var output = program.definition().contract().output();
        if (output == null) {
            return new Done(after.prev().value());
        }
        root.frame().named(program.definition().body(), after.prev().value());
        return steps.leaves().made(output, after, "output");
    }

    /// The body has ended, and its result is made: now comes what belongs to the run itself.
    private void ended(Place root, Outcome outcome, Consumer<End> then) {
        boolean stopped = all.requested() && outcome instanceof Failed;
        tries.last(
                program.definition().ending().last(),
                root,
                outcome instanceof Failed f && stopped ? all.stopped(Paths.BODY, f) : outcome,
                last -> {
                    called(root, last, stopped);
                    var closed = new End(status(last, stopped), last);
                    steps.callbacks().whenAllEnded(() -> then.accept(closed));
                });
    }

    /// Nobody is called when the run was cancelled; that its time is over is an error as others.
    private void called(Place root, Outcome outcome, boolean stopped) {
        var callbacks = program.definition().ending().callbacks();
        if (!all.requested()) {
            steps.callbacks().start(callbacks, root, outcome);
        } else if (stopped && outcome instanceof Failed f && f.is(ErrorCode.RUN_TIMEOUT)) {
            steps.callbacks().start(callbacks, root.in(shelter.open()), outcome);
        }
    }

    private static RunState status(Outcome outcome, boolean stopped) {
        return switch (outcome) {
            case Done _, Passed _ -> RunState.SUCCEEDED;
            case Failed failed when stopped ->
                    failed.is(ErrorCode.RUN_TIMEOUT) ? RunState.TIMED_OUT : RunState.CANCELLED;
            case Failed _ -> RunState.FAILED;
        };
    }
}
