package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Signals;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where the steps of a run meet: what is ready, what is in flight, and the way out to the
/// performer.
final class Stage {
    /// What the engine itself makes stays in the run, up to this.
    static final long MAX_VALUE_BYTES = 1536 * 1024;

    /// A timer ends the workflow task, however short it is.
    private static final Duration BREATH = Duration.ofMillis(1);

    private final Performer performer;
    private final Memory memory;
    private final Renewal renewal;
    private final Agenda agenda;
    private final Flights flights = new Flights(this::soon);

    /// @param mayRest whether nothing but the body goes on, and nobody wants it to end
    Stage(
            Performer performer,
            Memory memory,
            BooleanSupplier mayRest,
            Supplier<Program.Before> kept) {
        this.performer = performer;
        this.memory = memory;
        this.renewal = new Renewal(performer, mayRest, kept);
        this.agenda = new Agenda(() -> renewal.settled(flights.none()), performer::settled);
    }

    /// A place between two steps: the run goes on at once; or later, and maybe in a new history.
    ///
    /// @param end gets the failure where it cannot go on
    void pass(Place at, Runnable next, Consumer<Outcome> end) {
        boolean quiet = flights.none() && agenda.isQuiet();
        if (!renewal.stops(new Renewal.Pass(at, next, end), quiet)) {
            next.run();
        }
    }

    boolean isResting() {
        return renewal.isResting();
    }

    /// Comes after all that is ready already.
    void ready(Runnable next) {
        agenda.add(next);
    }

    /// What comes from outside waits its turn when others are at work, or held.
    void soon(Runnable next) {
        agenda.add(next);
        wake();
        agenda.work();
    }

    /// From now on all that is ready has to wait.
    void hold() {
        agenda.hold();
    }

    /// Goes on with all that was held back.
    void goOn() {
        agenda.goOn();
    }

    /// Comes at once; what is held goes on with it, behind it.
    void atOnce(Runnable next) {
        if (agenda.isHeld()) {
            agenda.addFirst(next);
            agenda.goOn();
        } else {
            soon(next);
        }
    }

    /// Something came that a run which rests has to hear of.
    void stir() {
        if (isResting()) {
            soon(() -> {});
        }
    }

    /// Something is under way that could not be taken up in a new history.
    void busy() {
        flights.busy();
    }

    void free() {
        flights.free();
    }

    /// Whatever comes, a run that rests hears of it in this history.
    private void wake() {
        var next = renewal.wake();
        if (next != null) {
            agenda.addFirst(next);
        }
    }

    Instant now() {
        return performer.now();
    }

    void open(Place at, StepState state, Work work) {
        tell(new Change(at.path(), state, work, null, null));
    }

    /// A step is in that state since a history before.
    void goesOn(Place at, StepState state, Work work) {
        performer.goesOn(new Change(at.path(), state, work, null, null));
    }

    /// What has ended in a history before was told there.
    private void tell(Change change) {
        if (!memory.isOver(change.path())) {
            performer.changed(change);
        }
    }

    /// An open step has to wait for a reason.
    void waits(String path, Work work, Failure why) {
        tell(new Change(path, StepState.WAITING, work, null, why));
    }

    void paused(@Nullable String why) {
        performer.paused(why);
    }

    /// Those who are steps of this run get the order as well.
    void tell(Signals order) {
        performer.tell(order);
    }

    Outcome ended(Place at, Work work, Outcome outcome) {
        tell(new Change(at.path(), outcome.state(), work, outcome, null));
        return outcome;
    }

    /// What runs in its place, if it answers with that, can be taken up in a new history.
    void call(CallStep step, Place at, Replacing replacing, Consumer<Outcome> then) {
        var flight = flights.flight(at.scope(), then, true);
        Replacing later =
                (canvas, end) ->
                        soon(() -> {
                            flight.count(false);
                            replacing.with(canvas, end);
                        });
        flight.begin(done -> performer.call(step, later, done));
    }

    void flow(FlowStep step, Place at, Runnable begun, Consumer<Outcome> then) {
        perform(at, then, done -> performer.flow(step, begun, done));
    }

    /// Goes on at that time, or at once with what became of it when it is cancelled before. It can
    /// be taken up in a new history.
    void pause(Place at, Instant until, Consumer<Outcome> then) {
        await(at, then, done -> paused(at, until, done));
    }

    /// @return ends it before
    private Runnable paused(Place at, Instant until, Consumer<Outcome> done) {
        var timer = alarm(at.path(), until, () -> done.accept(Passed.THROUGH));
        return () -> {
            timer.run();
            done.accept(at.scope().stopped(at.path()));
        };
    }

    /// Goes on, after a short pause where so much happened since something came from outside that
    /// it is the turn of the other runs.
    void breathe(Place at, Consumer<Outcome> then) {
        if (agenda.isLong()) {
            perform(at, then, done -> paused(at, now().plus(BREATH), done));
        } else {
            then.accept(Passed.THROUGH);
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
        flights.flight(at.scope(), then, true).begin(begin);
    }

    /// The same for what can be taken up in a new history: a run does not wait for its end before
    /// that.
    void await(Place at, Consumer<Outcome> then, Function<Consumer<Outcome>, Runnable> begin) {
        flights.flight(at.scope(), then, false).begin(begin);
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
