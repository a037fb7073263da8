package dev.lovage.engine;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Options.Retry;
import dev.lovage.engine.CallOptions.Bounds;
import dev.lovage.engine.interpreter.CallStep;

import io.temporal.activity.LocalActivityOptions;

import java.time.Duration;

/// What a call may take in the worker that interprets the run. As long as it is there the run hears
/// nothing: so it gets no long time, and waits for no long pause.
final class InlineOptions {
    static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 3;

    private InlineOptions() {}

    /// How often it is tried there, of as many times as it may be.
    static int attempts(CallStep step, int left) {
        var retry = step.options().retry();
        if (isCut(step) || CallOptions.endsLate(retry)) {
            return 1;
        }
        int attempts = 1;
        var pause = requireNonNull(retry.backoff());
        while (attempts < Math.min(left, MOST_ATTEMPTS)
                && pause.compareTo(CallHeader.LONGEST_INLINE_PAUSE) <= 0) {
            attempts++;
            pause = next(pause, retry);
        }
        return attempts;
    }

    private static Duration next(Duration pause, Retry retry) {
        var longer = (long) (pause.toMillis() * requireNonNull(retry.factor()));
        return Duration.ofMillis(Math.min(longer, requireNonNull(retry.max()).toMillis()));
    }

    /// Whether an attempt may take longer than it gets there.
    static boolean isCut(CallStep step) {
        return attempt(step).compareTo(LONGEST_ATTEMPT) > 0;
    }

    private static Duration attempt(CallStep step) {
        return requireNonNull(step.options().timeout().attempt());
    }

    static LocalActivityOptions of(CallStep step, Bounds bounds) {
        var attempt = isCut(step) ? LONGEST_ATTEMPT : attempt(step);
        var options = LocalActivityOptions.newBuilder();
        if (bounds.total() != null) {
            options.setScheduleToCloseTimeout(bounds.total());
        }
        return options.setStartToCloseTimeout(attempt)
                .setScheduleToStartTimeout(bounds.queue())
                .setLocalRetryThreshold(CallHeader.LONGEST_INLINE_PAUSE)
                .setRetryOptions(CallOptions.retry(step.options().retry(), bounds.attempts()))
                .setDoNotIncludeArgumentsIntoMarker(true)
                .setSummary(step.path())
                .build();
    }
}
