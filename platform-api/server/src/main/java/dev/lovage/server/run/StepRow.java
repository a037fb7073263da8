package dev.lovage.server.run;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A step of a run as the read model has it.
///
/// @param underway what its worker says; absent where nothing is shown of that
public record StepRow(
        String path,
        StepState state,
        StepChange.Work work,
        int attempt,
        Times times,
        Payload value,
        @Nullable Failure error,
        @Nullable Underway underway) {

    /// Of which no worker says anything.
    public StepRow(
            String path,
            StepState state,
            StepChange.Work work,
            int attempt,
            Times times,
            Payload value,
            @Nullable Failure error) {
        this(path, state, work, attempt, times, value, error, null);
    }

    StepRow with(Payload made) {
        return new StepRow(path, state, work, attempt, times, made, error, underway);
    }

    /// When it became ready, was first seen running, and ended; each absent until then.
    public record Times(
            @Nullable Instant queuedAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {}
}
