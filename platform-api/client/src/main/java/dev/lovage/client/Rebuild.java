package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// The read model being made again from what Kafka has.
///
/// @param by who asked for it
/// @param result what came of it, once it is done
/// @param message why it failed
public record Rebuild(
        long id,
        State state,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable Result result,
        @Nullable String message) {

    /// Where it is.
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /// How far it is, in records of Kafka.
    public record Progress(long applied, long total) {}

    /// What came of it.
    ///
    /// @param runs that the read model has now
    /// @param changed rows that were lost, or that said something else of the same transitions
    /// @param hash of all rows; equal rows give an equal hash
    public record Result(long runs, long steps, long changed, String hash) {}
}
