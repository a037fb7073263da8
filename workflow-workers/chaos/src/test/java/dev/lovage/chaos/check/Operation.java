package dev.lovage.chaos.check;

import java.time.Instant;

/// Something that the driver did, and what it was told.
///
/// @param key of a start: its idempotency key, and a tag of the run; else the run's id
public record Operation(String key, Kind kind, Instant begun, Instant ended, Outcome outcome) {

    /// What was asked for.
    public enum Kind {
        START,
        SIGNAL,
        CANCEL,
        READ
    }

    /// What came of it, as far as the driver knows.
    public sealed interface Outcome {
        /// It was done, to this run.
        record Done(String run) implements Outcome {}

        /// Not done, and the answer says why. After a 503 it may have been done all the same.
        ///
        /// @param retryAfter whether it says when to come again
        record Refused(int status, boolean retryAfter) implements Outcome {}

        /// No answer: it may have been done.
        record Unknown(String why) implements Outcome {}
    }

    public boolean ok() {
        return outcome instanceof Outcome.Done;
    }
}
