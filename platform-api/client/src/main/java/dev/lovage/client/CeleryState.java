package dev.lovage.client;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

/// What Celery would call a state.
public enum CeleryState {
    PENDING,
    STARTED,
    RETRY,
    SUCCESS,
    FAILURE,
    REVOKED;

    private static final String EXPIRED = "EXPIRED";

    /// Of a run.
    ///
    /// @param error of one that failed: what has expired is revoked, to Celery
    public static CeleryState of(RunState state, @Nullable Failure error) {
        return switch (state) {
            case SCHEDULED, QUEUED -> PENDING;
            case RUNNING, WAITING, PAUSED -> STARTED;
            case SUCCEEDED, SKIPPED -> SUCCESS;
            case FAILED -> error != null && error.code().equals(EXPIRED) ? REVOKED : FAILURE;
            case TIMED_OUT -> FAILURE;
            case CANCELLED, TERMINATED -> REVOKED;
        };
    }

    /// Of a step.
    public static CeleryState of(StepState state) {
        return switch (state) {
            case SCHEDULED, QUEUED -> PENDING;
            case RUNNING, WAITING, PAUSED -> STARTED;
            case RETRYING -> RETRY;
            case SUCCEEDED, SKIPPED -> SUCCESS;
            case FAILED, TIMED_OUT -> FAILURE;
            case CANCELLED, TERMINATED, EXPIRED -> REVOKED;
        };
    }
}
