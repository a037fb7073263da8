package dev.lovage.engine;

import dev.lovage.canvas.Durations;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/// A failure by which a task, in whatever language, asks for another attempt: its type is [#TYPE],
/// its details `{delay, max}`.
///
/// @param delay absent, or of no form that is known: the policy's
/// @param max how often it may ask
/// @param attempt of all dispatches, where the task told; 0 where not
record RetryRequest(String message, @Nullable Duration delay, @Nullable Integer max, int attempt) {
    static final String TYPE = "lovage.Retry";

    private static final Duration LONGEST = Duration.ofDays(365);

    static RetryRequest of(ApplicationFailure raised) {
        var message = Judge.shortened(raised.getOriginalMessage());
        if (Judge.detail(raised.getDetails()) instanceof Map<?, ?> details) {
            return new RetryRequest(
                    message,
                    delay(details.get("delay")),
                    details.get("max") instanceof Number max ? max.intValue() : null,
                    details.get("attempt") instanceof Number attempt ? attempt.intValue() : 0);
        }
        return new RetryRequest(message, null, null, 0);
    }

    /// A number is of seconds.
    private static @Nullable Duration delay(@Nullable Object written) {
        try {
            return switch (written) {
                case null -> null;
                case Number seconds -> bounded(seconds.doubleValue());
                case Object other -> Durations.parse(String.valueOf(other));
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Duration bounded(double seconds) {
        return Duration.ofMillis(
                (long) (Math.clamp(seconds, 0, (double) LONGEST.toSeconds()) * 1_000));
    }

    /// What it means for the call that this judge looks at.
    Verdict.Again verdict(Judge judge) {
        int last = Math.max(1, attempt - judge.before());
        var failure =
                new Failure(
                        ErrorCode.TASK_FAILED.name(),
                        TYPE,
                        message,
                        judge.step().task(),
                        judge.step().path(),
                        judge.before() + last,
                        true,
                        null);
        return new Verdict.Again(failure, last, delay, max);
    }
}
