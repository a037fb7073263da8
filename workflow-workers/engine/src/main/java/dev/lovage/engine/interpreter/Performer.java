package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Signals;
import dev.lovage.engine.interpreter.Program.Before;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries out what the interpreter decides. What it begins it ends exactly once, also when asked
/// to cancel; what it gives back asks for that.
public interface Performer {
    /// One task, with its retries. Tells its changes of state itself.
    ///
    /// @param replacing runs the canvas with which the task may answer
    Runnable call(CallStep step, Replacing replacing, Consumer<Outcome> done);

    /// Runs a canvas in the place of the call that answered with it.
    interface Replacing {
        /// `end` gets what came of it, which is the outcome of the call.
        void with(@Nullable Object canvas, Consumer<Outcome> end);
    }

    /// All that became ready together was asked for.
    default void settled() {}

    /// One run of its own. Tells no changes of state.
    ///
    /// @param begun told once there is such a run
    Runnable flow(FlowStep step, Runnable begun, Consumer<Outcome> done);

    /// Runs `then` after this long, at once if that is over, unless cancelled before.
    Runnable timer(String path, Duration after, Runnable then);

    /// By the run's own clock: the same again in every replay.
    Instant now();

    /// How soon the run has to go on in a new history.
    Haste haste();

    /// How much room there is in a history.
    enum Haste {
        NONE,
        /// The run goes on in a new one where nothing is in flight.
        SOON,
        /// Nothing is begun any more, so that soon nothing is in flight.
        NOW,
        /// What has to end in this history has no room for that.
        TOO_LATE
    }

    /// Whether it can take along what it has kept.
    boolean takes(Supplier<Before> kept);

    /// A step that is not performed, or not any more, took on a state.
    void changed(Change change);

    /// Hands an order on to the runs that are steps of this one; not to those that are detached.
    void tell(Signals order);

    /// A step is in an open state since a history before.
    void goesOn(Change change);

    /// The run was paused, for that reason; with none it goes on.
    void paused(@Nullable String why);

    /// What a step did.
    ///
    /// @param outcome of a step that ended
    /// @param why a step that is open has to wait
    record Change(
            String path,
            StepState state,
            Work work,
            @Nullable Outcome outcome,
            @Nullable Failure why) {}
}
