package dev.lovage.engine.interpreter;

import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Performer.Change;
import dev.lovage.engine.interpreter.Performer.Replacing;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Where the steps of a run meet: the queue of what is ready, and the way out to the performer.
final class Stage {
    /// What the engine itself makes stays in the run, up to this.
    static final long MAX_VALUE_BYTES = 1536 * 1024;

    /// What goes on without a pause, before the worker has to think of its other runs.
    private static final int LONG = 5_000;

    /// A timer ends the workflow task, however short it is.
    private static final Duration BREATH = Duration.ofMillis(1);

    private final Performer performer;
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private boolean working;
    private boolean held;
    private int done;
    private int flying;
    private BooleanSupplier mayRest = () -> false;
    private @Nullable Runnable resting;

    Stage(Performer performer) {
        this.performer = performer;
    }

    /// @param when asked where nothing is ready and nothing is in flight
    void restWhen(BooleanSupplier when) {
        mayRest = when;
    }

    /// A place between two steps: the run goes on at once, or rests here and goes on in a new
    /// history.
    void pass(Runnable next) {
        if (flying == 0 && !held && ready.isEmpty() && mayRest.getAsBoolean()) {
            resting = next;
        } else {
            next.run();
        }
    }

    boolean isResting() {
        return resting != null;
    }

    /// Comes after all that is ready already.
    void ready(Runnable next) {
        ready.add(next);
    }

    /// What comes from outside waits its turn when the loop is at work, or held.
    void soon(Runnable next) {
        ready.add(next);
        wake();
        work();
    }

    private void work() {
        if (working) {
            return;
        }
        working = true;
        done = 0;
        try {
            while (!held && !ready.isEmpty()) {
                ready.remove().run();
                done++;
            }
        } finally {
            working = false;
        }
        performer.settled();
    }

    /// From now on all that is ready has to wait.
    void hold() {
        held = true;
    }

    /// Goes on with all that was held back.
    void goOn() {
        held = false;
        work();
    }

    /// Comes at once; when the loop is held it goes on, with this before all that was held back.
    void atOnce(Runnable next) {
        if (held) {
            ready.addFirst(next);
            goOn();
        } else {
            soon(next);
        }
    }

    /// Something came that a run which rests has to hear of.
    void stir() {
        if (resting != null) {
            soon(() -> {});
        }
    }

    /// Something is under way that could not be taken up in a new history.
    void busy() {
        flying++;
    }

    void free() {
        flying--;
    }

    /// Whatever comes, a run that rests hears of it in this history.
    private void wake() {
        var next = resting;
        if (next != null) {
            resting = null;
            ready.addFirst(next);
        }
    }

    Instant now() {
        return performer.now();
    }

    void open(Place at, StepState state, Work work) {
        performer.changed(new Change(at.path(), state, work, null, null));
    }

    /// An open step has to wait for a reason.
    void waits(String path, Work work, Failure why) {
        performer.changed(new Change(path, StepState.WAITING, work, null, why));
    }

    void paused(@Nullable String why) {
        performer.paused(why);
    }

    Outcome ended(Place at, Work work, Outcome outcome) {
        performer.changed(new Change(at.path(), outcome.state(), work, outcome, null));
        return outcome;
    }

    void call(CallStep step, Place at, Replacing replacing, Consumer<Outcome> then) {
        Replacing later = (canvas, end) -> soon(() -> replacing.with(canvas, end));
        perform(at, then, done -> performer.call(step, later, done));
    }

    void flow(FlowStep step, Place at, Runnable begun, Consumer<Outcome> then) {
        perform(at, then, done -> performer.flow(step, begun, done));
    }

    /// Goes on at that time, or at once with what became of it when it is cancelled before.
    void pause(Place at, Instant until, Consumer<Outcome> then) {
        perform(
                at,
                then,
                done -> {
                    var timer = alarm(at.path(), until, () -> done.accept(Passed.THROUGH));
                    return () -> {
                        timer.run();
                        done.accept(at.scope().stopped(at.path()));
                    };
                });
    }

    /// Goes on, after a short pause where so much happened since something came from outside that
    /// it is the turn of the other runs.
    void breathe(Place at, Consumer<Outcome> then) {
        if (done < LONG) {
            then.accept(Passed.THROUGH);
        } else {
            pause(at, now().plus(BREATH), then);
        }
    }

    /// Runs `then` at that time.
    ///
    /// @return takes it back
    Runnable alarm(String path, Instant at, Runnable then) {
        return bell(path, at, () -> soon(then));
    }

    /// Runs `then` at that time, whatever is held.
    ///
    /// @return takes it back
    Runnable bell(String path, Instant at, Runnable then) {
        return performer.timer(path, Duration.between(now(), at), then);
    }

    /// Begins something outside that gives its outcome once, and may be told to stop.
    void perform(Place at, Consumer<Outcome> then, Function<Consumer<Outcome>, Runnable> begin) {
        var flight = new Flight(at.scope(), then);
        flying++;
        flight.cancel = begin.apply(outcome -> soon(() -> flight.landed(outcome)));
        at.scope().add(flight.cancel);
    }

    /// Work that has begun: lands once.
    private final class Flight {
        private final Cancellation scope;
        private final Consumer<Outcome> then;
        private Runnable cancel = () -> {};
        private boolean landed;

        Flight(Cancellation scope, Consumer<Outcome> then) {
            this.scope = scope;
            this.then = then;
        }

        void landed(Outcome outcome) {
            if (!landed) {
                landed = true;
                flying--;
                scope.remove(cancel);
                then.accept(outcome);
            }
        }
    }

    /// The outcome, unless its value is too large to stay in a run.
    static Outcome fitting(String path, Outcome outcome) {
        if (outcome instanceof Outcome.Done(var value)) {
            long size = JsonSize.of(value);
            if (size > MAX_VALUE_BYTES) {
                return Outcome.failed(
                        ErrorCode.RESULT_TOO_LARGE,
                        path,
                        "The value has %d bytes; at most %d stay in a run"
                                .formatted(size, MAX_VALUE_BYTES));
            }
        }
        return outcome;
    }

    static Outcome notFilled(String path, NotFilledException e) {
        return Outcome.failed(e.code(), path, String.valueOf(e.getMessage()), e.details());
    }
}
