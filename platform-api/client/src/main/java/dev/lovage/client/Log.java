package dev.lovage.client;

import dev.lovage.events.LogLine.Level;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A line that a task of a run logged.
///
/// @param id grows within a run in the order of its lines
/// @param at by the worker's clock
/// @param path of the step
/// @param message as it was written: whoever shows it makes its control characters harmless
public record Log(
        String id,
        Instant at,
        Level level,
        String path,
        int attempt,
        String logger,
        String message) {

    /// Which lines of a run; an absent part holds nothing back.
    ///
    /// @param step a path: of this step and those within it
    /// @param level at least this one
    /// @param q a part of the message, in whatever case
    public record Filter(@Nullable String step, @Nullable Level level, @Nullable String q) {
        public static final Filter ALL = new Filter(null, null, null);
    }

    /// Is told lines, by one thread, in order.
    @FunctionalInterface
    public interface Listener {
        void said(Log line);
    }
}
