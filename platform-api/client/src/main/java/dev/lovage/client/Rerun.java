package dev.lovage.client;

import dev.lovage.canvas.Rerun.Why;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A request to run once more what a run ran: in its revision, and with the values of the steps
/// that need not run again. Neither `from` nor `only`: all of it runs again.
///
/// @param from path or id of the step that runs again, with all that depends on it
/// @param only path or id of the step that runs again, and nothing because of it
/// @param input another one; absent: as it was
public record Rerun(@Nullable String from, @Nullable String only, @Nullable Object input) {

    /// The run that another one repeats.
    ///
    /// @param from path of the step from which on it was run again
    /// @param only path of the one step that was run again
    public record Of(String run, @Nullable String from, @Nullable String only) {}

    /// What a rerun would do.
    ///
    /// @param from path of the step, as it was found
    /// @param only the same
    /// @param source where the values come from: `temporal`, or `projection`, which has small ones
    ///   only; `none` where all runs again
    /// @param steps in the order of the canvas; of those in a step that runs again, or is used
    ///   again, only that step
    public record Plan(
            String run,
            @Nullable String from,
            @Nullable String only,
            String source,
            List<Step> steps) {
        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /// What would become of a step.
    ///
    /// @param path with `*` for every item
    /// @param used how many are used as they were
    /// @param again how many run again
    /// @param why in one word
    /// @param sentence the same for people
    public record Step(String path, int used, int again, Why why, String sentence) {}
}
