package dev.lovage.chaos;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One execution as Temporal describes it.
///
/// @param due the time that its schedule meant it for
/// @param closed absent while it is open
record Execution(
        String run, Instant due, RunState state, Instant started, @Nullable Instant closed) {

    /// Whether a time that came while this one was open, or waited to be made up for, is left out
    /// by the policy `SKIP`.
    boolean excuses(Instant missing) {
        return due.isBefore(missing) && (closed == null || closed.isAfter(missing));
    }
}
