package dev.lovage.client;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Something changed in a run: which, and no values. What changed is read with the rights of
/// whoever wants to know.
///
/// The same change may be told again. Of two of one run the later one has the greater epoch, or the
/// same and the greater seq.
///
/// @param tenant only told to who sees more than one
/// @param state of the run; absent when only a part of it spoke
/// @param epoch when this execution of the run began, in ms since 1970
/// @param seq of the last transition in it; 0 for an end that nobody saw
/// @param steps that changed; absent when steps were not asked for
public record RunChange(
        @Nullable String tenant,
        String run,
        String workflow,
        @Nullable RunState state,
        long epoch,
        long seq,
        @Nullable List<Step> steps) {
    public RunChange {
        steps = steps == null ? null : List.copyOf(steps);
    }

    /// A step took on a state.
    ///
    /// @param awaits what it waits for from outside, or has waited for; absent for other steps
    public record Step(String path, StepState state, int attempt, @Nullable String awaits) {
        public Step(String path, StepState state, int attempt) {
            this(path, state, attempt, null);
        }
    }
}
