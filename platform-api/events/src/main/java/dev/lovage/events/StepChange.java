package dev.lovage.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One step took on one state.
///
/// @param seq place among all transitions of the run (or part), from 1
/// @param path the step, `do.1.m.17`
/// @param at by the workflow's clock
/// @param attempt earlier dispatches plus Temporal's own attempts; 0 before the first
/// @param value of a step that succeeded
public record StepChange(
        long seq,
        String path,
        StepState state,
        Instant at,
        Work work,
        int attempt,
        Payload value,
        @Nullable Failure error) {

    public StepChange with(Work other) {
        return new StepChange(seq, path, state, at, other, attempt, value, error);
    }

    /// What the step does.
    public sealed interface Work {
        /// A task on its queue.
        ///
        /// @param activityId Temporal's id of the activity, once it is scheduled
        record Task(String name, String queue, @Nullable String activityId) implements Work {}

        /// What others stand in.
        ///
        /// @param kind the kind key: `group`, `map`, `switch`, `graph`, `try`, `chain`
        /// @param size how many members, or branches, it has
        record Container(String kind, int size) implements Work {}

        /// A wait.
        ///
        /// @param until when it is over; absent where that is not known
        record Timer(@Nullable Instant until) implements Work {}

        /// A wait for a signal, an outside completion, or a person's decision: it waits as long as
        /// the step is WAITING.
        ///
        /// @param name of the signal
        /// @param until when it gives up; absent where it does not
        record Await(String name, @Nullable Instant until) implements Work {}

        /// Another definition, as a run of its own.
        ///
        /// @param revision 0: it was never saved
        /// @param run id of that run; absent where none was started
        record Flow(String name, int revision, @Nullable String run) implements Work {}

        /// A value, made in the run itself.
        record Pure() implements Work {}
    }
}
