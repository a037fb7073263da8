package dev.lovage.engine;

import dev.lovage.events.Failure;

/// What the end of a dispatch that did not succeed means for its call.
sealed interface Verdict {
    /// The call ends so.
    record Final(Failure failure) implements Verdict {}

    /// It was cancelled, as asked.
    record Cancelled() implements Verdict {}

    /// Its worker was lost: no attempt counts.
    record Lost() implements Verdict {}

    /// Its worker does not serve the task: there was no attempt.
    record NoHandler() implements Verdict {}
}
