package dev.lovage.engine;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Options.Retry;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.events.ErrorCode;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Puts the policy of a call into Temporal's words.
///
/// The server retries: that costs no history. What it cannot express (`on`, `never` by the name of
/// an exception, `jitter`) the worker does for it, by the header: it marks a failure as not to be
/// retried, or names the pause. Only what is no attempt (a lost worker, none that serves the task)
/// comes back to the run at once.
final class CallOptions {
    private static final String LOST = "TemporalTimeout:Heartbeat";
    private static final String LATE = "TemporalTimeout:StartToClose";
    private static final Duration LEAST = Duration.ofMillis(1);

    private CallOptions() {}

    /// What one dispatch may take.
    ///
    /// @param attempts how many it has
    /// @param queue until it must have been taken
    /// @param total until it must have ended
    record Bounds(int attempts, Duration queue, @Nullable Duration total) {
        Bounds {
            queue = atLeast(LEAST, queue);
            total = total == null ? null : atLeast(LEAST, total);
        }
    }

    /// The options of one dispatch.
    ///
    /// @param eager whether this worker may take it at once, past the queue
    static ActivityOptions of(CallStep step, Bounds bounds, boolean eager, CallLink link) {
        var timeout = step.options().timeout();
        return ActivityOptions.newBuilder()
                .setTaskQueue(step.queue())
                .setStartToCloseTimeout(timeout.attempt())
                .setScheduleToStartTimeout(bounds.queue())
                .setScheduleToCloseTimeout(bounds.total())
                .setHeartbeatTimeout(timeout.heartbeat())
                .setRetryOptions(retry(step.options().retry(), bounds.attempts()))
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setContextPropagators(List.of(link))
                .setPriority(
                        Priority.newBuilder()
                                .setPriorityKey(requireNonNull(step.options().priority()))
                                .build())
                .setDisableEagerExecution(!eager)
                .setSummary(step.path())
                .build();
    }

    static RetryOptions retry(Retry retry, int attempts) {
        var first = atLeast(LEAST, requireNonNull(retry.backoff()));
        return RetryOptions.newBuilder()
                .setMaximumAttempts(attempts)
                .setInitialInterval(first)
                .setBackoffCoefficient(requireNonNull(retry.factor()))
                .setMaximumInterval(atLeast(first, requireNonNull(retry.max())))
                .setDoNotRetry(decisive(retry).toArray(String[]::new))
                .build();
    }

    /// The types that end a dispatch at once. A time-out has no worker to apply `on` and `never`.
    private static List<String> decisive(Retry retry) {
        var types = new ArrayList<String>();
        types.add(LOST);
        types.add(ErrorCode.WORKER_LOST.name());
        types.add(ErrorCode.NO_HANDLER.name());
        types.add(RetryRequest.TYPE);
        types.addAll(names(retry.never()));
        if (endsLate(retry)) {
            types.add(LATE);
        }
        return types;
    }

    /// Whether an attempt that took too long is the last one.
    static boolean endsLate(Retry retry) {
        var late = ErrorCode.TIMEOUT_ATTEMPT.name();
        return names(retry.never()).contains(late)
                || !(names(retry.on()).isEmpty() || names(retry.on()).contains(late));
    }

    private static List<String> names(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    private static Duration atLeast(Duration least, Duration duration) {
        return duration.compareTo(least) < 0 ? least : duration;
    }
}
