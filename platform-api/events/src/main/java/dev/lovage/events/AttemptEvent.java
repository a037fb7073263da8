package dev.lovage.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a worker says of an attempt while it runs: telemetry. Some of it may get lost, and none of
/// it ends a step; that is for [RunEvent] to say.
public sealed interface AttemptEvent {
    /// The attempt it is about.
    Subject subject();

    /// When, by the worker's clock.
    Instant at();

    /// The task was called.
    record Began(Subject subject, Instant at) implements AttemptEvent {}

    /// The task said how far it is: the latest it said, once a second at most.
    ///
    /// @param total 0 where it is not known
    /// @param message up to [#MESSAGE_CHARS] characters of it; may be empty
    record Progressed(Subject subject, Instant at, long done, long total, String message)
            implements AttemptEvent {
        public static final int MESSAGE_CHARS = 500;
    }

    /// The task returned, or threw.
    ///
    /// @param error why it failed, without the details that the task gave along
    /// @param next when the next attempt is due; absent where there is none, or nobody knows yet
    record Ended(
            Subject subject,
            Instant at,
            Outcome outcome,
            @Nullable Failure error,
            @Nullable Instant next)
            implements AttemptEvent {}

    /// How an attempt ended, which is not how its step ends.
    enum Outcome {
        SUCCEEDED,
        FAILED,
        /// Its result was not wanted any more.
        CANCELLED,
        /// The worker was stopped under it; does not count as an attempt.
        LOST
    }

    /// Which attempt of which step, and where.
    ///
    /// @param accepted when the logical run was first accepted
    /// @param temporalRun Temporal's run id
    /// @param attempt of all dispatches of the step, from 1
    /// @param worker its name
    record Subject(
            String tenant,
            String run,
            Instant accepted,
            String temporalRun,
            String path,
            String task,
            int attempt,
            String worker) {}
}
