package dev.lovage.client;

import org.jspecify.annotations.Nullable;

/// What a run is told that waits for it: a value, or else an error that fails the waiting step.
public record Signal(@Nullable Object value, @Nullable Refusal error) {
    public static Signal of(@Nullable Object value) {
        return new Signal(value, null);
    }

    /// Why there is no value.
    ///
    /// @param code `UPPER_SNAKE`, as a `catch` names it
    public record Refusal(String code, String message) {}

    /// A signal that Temporal has.
    ///
    /// @param id the same once more is the same signal
    public record Sent(String id) {}
}
