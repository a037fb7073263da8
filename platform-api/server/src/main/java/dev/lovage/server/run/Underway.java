package dev.lovage.server.run;

import dev.lovage.events.Failure;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a worker says of the attempt at hand of a step: it may be shown over what the events say,
/// and can be missing or wrong without any harm.
///
/// @param temporalRun the execution that it is part of
/// @param state RUNNING, RETRYING; QUEUED where its worker was stopped
/// @param retry when the next attempt is due
/// @param error why this one failed
public record Underway(
        String temporalRun,
        int attempt,
        StepState state,
        @Nullable Instant began,
        @Nullable Instant retry,
        String worker,
        @Nullable Failure error,
        @Nullable Progress progress) {

    /// How far a task says it is.
    ///
    /// @param total 0 where it is not known
    public record Progress(long done, long total, String message) {}

    /// The step as it is shown: with this over it, if this is newer than all that the events say.
    StepRow over(StepRow step) {
        return step.state().ended() || attempt <= step.attempt()
                ? step
                : new StepRow(
                        step.path(),
                        state,
                        step.work(),
                        attempt,
                        times(step.times()),
                        step.value(),
                        error == null ? step.error() : error,
                        this);
    }

    private StepRow.Times times(StepRow.Times times) {
        var started = times.startedAt();
        return started == null && began != null
                ? new StepRow.Times(times.queuedAt(), began, times.endedAt())
                : times;
    }
}
