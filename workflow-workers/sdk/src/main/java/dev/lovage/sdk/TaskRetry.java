package dev.lovage.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Thrown by a task to be tried again, whatever the retry options of the call say: made by
/// [TaskContext#retry].
public final class TaskRetry extends RuntimeException {
    /// The type of the failure on the wire, the same in every language. Its details are `delay` and
    /// `max`.
    public static final String TYPE = "lovage.Retry";

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration delay;
    private final @Nullable Integer max;

    TaskRetry(@Nullable Duration delay, @Nullable Integer max, @Nullable Throwable cause) {
        super(
                Optional.ofNullable(cause)
                        .map(Throwable::getMessage)
                        .orElse("The task asked for another attempt"),
                cause);
        if (delay != null && delay.isNegative()) {
            throw new IllegalArgumentException("A pause is not negative: " + delay);
        }
        if (max != null && max < 0) {
            throw new IllegalArgumentException("How often it may ask is not negative: " + max);
        }
        this.delay = delay;
        this.max = max;
    }

    /// This request with what led to it: when there is no other attempt, its message is that of the
    /// failure.
    public TaskRetry because(Throwable cause) {
        return new TaskRetry(delay, max, cause);
    }

    /// The pause before the next attempt; empty: the `backoff` of the call.
    public Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    /// How often the task may ask in one step; empty: as often as the `attempts` of the call allow.
    public OptionalInt max() {
        return max == null ? OptionalInt.empty() : OptionalInt.of(max);
    }
}
