package dev.lovage.events;

import java.time.Instant;

/// A line that a task wrote to its log.
///
/// @param path where in the run's canvas the task stands
/// @param attempt which attempt wrote it, from 1
/// @param at by the worker's clock
/// @param message as it was written, with whatever characters it holds
public record LogLine(
        String tenant,
        String run,
        String path,
        int attempt,
        Instant at,
        Level level,
        String logger,
        String message) {

    /// How much a line matters; each matters more than the one before.
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
