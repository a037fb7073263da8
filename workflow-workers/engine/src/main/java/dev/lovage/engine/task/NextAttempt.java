package dev.lovage.engine.task;

import io.temporal.activity.ActivityInfo;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// Foretells when the next attempt is due, by the rules that Temporal was given.
final class NextAttempt {
    /// How much longer than the first a pause becomes where nobody says it.
    private static final double TEMPORALS_FACTOR = 100;

    private NextAttempt() {}

    /// Nothing where there is none, or where the run decides.
    static @Nullable Instant of(ActivityInfo info, ApplicationFailure failure, Instant now) {
        var pause = pause(info.getRetryOptions(), info.getAttempt(), failure);
        if (pause == null) {
            return null;
        }
        var next = now.plus(pause);
        return isTooLate(info, next) ? null : next;
    }

    /// A failure with a pause that is not to be retried is of a call whose run repeats it
    /// elsewhere.
    ///
    /// @param tries how many attempts this dispatch had
    static @Nullable Duration pause(
            @Nullable RetryOptions rules, int tries, ApplicationFailure failure) {
        var asked = failure.getNextRetryDelay();
        if (failure.isNonRetryable()) {
            return asked;
        }
        if (rules == null || isLast(rules, tries)) {
            return null;
        }
        return asked == null ? backoff(rules, tries) : asked;
    }

    private static boolean isLast(RetryOptions options, int tries) {
        return options.getMaximumAttempts() > 0 && tries >= options.getMaximumAttempts();
    }

    private static Duration backoff(RetryOptions options, int tries) {
        double first = (double) options.getInitialInterval().toMillis();
        var most = options.getMaximumInterval();
        double longest = most == null ? TEMPORALS_FACTOR * first : (double) most.toMillis();
        double pause = first * Math.pow(options.getBackoffCoefficient(), tries - 1);
        return Duration.ofMillis((long) Math.min(pause, longest));
    }

    private static boolean isTooLate(ActivityInfo info, Instant next) {
        var total = info.getScheduleToCloseTimeout();
        return total.isPositive()
                && !next.isBefore(Instant.ofEpochMilli(info.getScheduledTimestamp()).plus(total));
    }
}
