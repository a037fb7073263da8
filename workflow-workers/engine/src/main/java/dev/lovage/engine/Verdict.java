package dev.lovage.engine;

import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What the end of a dispatch that did not succeed means for its call.
sealed interface Verdict {
    /// The call ends so.
    record Final(Failure failure) implements Verdict {}

    /// The dispatch had no attempt left; with one it would have been tried again.
    ///
    /// @param pause that the task asked for
    record Spent(Failure failure, @Nullable Duration pause) implements Verdict {}

    /// The task asks for another attempt, whatever the policy says.
    ///
    /// @param last the attempt of this dispatch in which it did
    /// @param pause absent: that of the policy
    /// @param max how often it may ask; absent: as often as the policy allows attempts
    record Again(Failure failure, int last, @Nullable Duration pause, @Nullable Integer max)
            implements Verdict {}

    /// It was cancelled, as asked.
    record Cancelled() implements Verdict {}

    /// Its worker was lost.
    ///
    /// @param last the attempt of this dispatch in which that was: those before it failed
    record Lost(int last) implements Verdict {}

    /// Nobody took it in time.
    record NotTaken() implements Verdict {}

    /// Its worker does not serve the task: there was no attempt.
    record NoHandler() implements Verdict {}
}
