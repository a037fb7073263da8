package dev.lovage.engine.task;

import dev.lovage.canvas.Options.Jitter;
import dev.lovage.canvas.Options.Retry;
import dev.lovage.engine.CallHeader;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.TaskRetry;

import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Puts what a task threw into the failure that Temporal keeps: the code as its type, a [Failure]
/// as its details. Stacks and packages stay in the worker's log.
final class Failures {
    private static final int MESSAGE_CHARS = 2_000;
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.){2,}(?=[A-Z])");

    private Failures() {}

    /// The failure of an attempt whose task threw this.
    static ApplicationFailure of(Attempt attempt, Throwable thrown) {
        if (thrown instanceof TaskRetry retry) {
            return again(attempt, retry);
        }
        if (thrown instanceof TaskFailure f) {
            var failure =
                    of(
                            attempt,
                            f.code(),
                            f.code(),
                            f.message(),
                            f.retryable(),
                            f.details().orElse(null));
            if (!failure.isNonRetryable()) {
                f.delay().ifPresent(delay -> pause(attempt, failure, delay));
            }
            return failure;
        }
        return of(
                attempt,
                ErrorCode.TASK_FAILED.name(),
                simpleName(thrown.getClass()),
                Optional.ofNullable(thrown.getMessage())
                        .orElse("The task failed without a message"),
                true,
                null);
    }

    /// A call that is made where its run is interpreted waits for no long pause there: the engine
    /// sees to its next attempt.
    private static void pause(Attempt attempt, ApplicationFailure failure, Duration delay) {
        failure.setNextRetryDelay(delay);
        if (attempt.inline() && delay.compareTo(CallHeader.LONGEST_INLINE_PAUSE) > 0) {
            failure.setNonRetryable(true);
        }
    }

    /// The failure of an attempt that did not end in time, and nobody but this worker knows.
    static ApplicationFailure late(Attempt attempt, Duration limit) {
        var code = ErrorCode.TIMEOUT_ATTEMPT.name();
        return of(attempt, code, code, "The attempt did not end within " + limit, true, null);
    }

    /// The task asks for another attempt: the run makes it, not the server.
    private static ApplicationFailure again(Attempt attempt, TaskRetry retry) {
        var details = new HashMap<String, Object>();
        retry.delay().ifPresent(delay -> details.put("delay", delay.toString()));
        retry.max().ifPresent(max -> details.put("max", max));
        details.put("attempt", attempt.attempt());
        return bare(
                ApplicationFailure.newBuilder()
                        .setMessage(shown(String.valueOf(retry.getMessage())))
                        .setType(TaskRetry.TYPE)
                        .setNonRetryable(true)
                        .setDetails(details));
    }

    /// The failure of an attempt whose task was told that its time is up.
    static ApplicationFailure softTimeout(Attempt attempt) {
        var code = ErrorCode.TIMEOUT_SOFT.name();
        return of(attempt, code, code, "The task was told to stop: its time is up", true, null);
    }

    /// The worker goes away under the task: the engine dispatches it again, and does not count it.
    static ApplicationFailure lost(Attempt attempt) {
        var code = ErrorCode.WORKER_LOST.name();
        return of(attempt, code, code, "The worker was stopped while the task ran", false, null);
    }

    /// The worker has no such task. No attempt was made.
    static ApplicationFailure noHandler(String task) {
        return bare(
                ApplicationFailure.newBuilder()
                        .setMessage("This worker does not serve the task " + task)
                        .setType(ErrorCode.NO_HANDLER.name())
                        .setNonRetryable(true));
    }

    private static ApplicationFailure of(
            Attempt attempt,
            String code,
            String type,
            String text,
            boolean mayRetry,
            @Nullable Object details) {
        var retry = attempt.call().retry();
        var retryable = mayRetry && allowed(retry, List.of(code, type));
        var message = shown(text);
        var failure =
                ApplicationFailure.newBuilder()
                        .setMessage(message)
                        .setType(code)
                        .setNonRetryable(!retryable)
                        .setDetails(
                                new Failure(
                                        code,
                                        type,
                                        message,
                                        attempt.task(),
                                        attempt.path(),
                                        attempt.attempt(),
                                        retryable,
                                        details));
        if (retryable) {
            jittered(retry, attempt.tries()).ifPresent(failure::setNextRetryDelay);
        }
        return bare(failure);
    }

    /// What a failure says, without the details that the task gave along.
    static Failure plain(Attempt attempt, ApplicationFailure failure) {
        return failure.getDetails().get(Object.class) instanceof Failure f
                ? new Failure(
                        f.code(),
                        f.type(),
                        f.message(),
                        f.task(),
                        f.path(),
                        f.attempt(),
                        f.retryable(),
                        null)
                : new Failure(
                        ErrorCode.TASK_FAILED.name(),
                        TaskRetry.TYPE,
                        failure.getOriginalMessage(),
                        attempt.task(),
                        attempt.path(),
                        attempt.attempt(),
                        true,
                        null);
    }

    /// Without the stack of this class, which says nothing and would be kept in every history.
    private static ApplicationFailure bare(ApplicationFailure.Builder builder) {
        var failure = builder.build();
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }

    private static boolean allowed(Retry retry, List<String> words) {
        var only = retry.on();
        var never = retry.never();
        return (only == null || only.isEmpty() || only.stream().anyMatch(words::contains))
                && (never == null || never.stream().noneMatch(words::contains));
    }

    /// The pause before the next attempt, where chance has a say in it; else Temporal computes it.
    private static Optional<Duration> jittered(Retry retry, int tries) {
        var jitter = retry.jitter();
        var backoff = retry.backoff();
        if (jitter == null || jitter == Jitter.NONE || backoff == null) {
            return Optional.empty();
        }
        var factor = retry.factor() == null ? 2.0 : retry.factor();
        var max = retry.max() == null ? Long.MAX_VALUE : retry.max().toMillis();
        var full = Math.min(backoff.toMillis() * Math.pow(factor, tries - 1), (double) max);
        var least =
                switch (jitter) {
                    case NONE -> full;
                    case FULL -> 0;
                    case EQUAL -> full / 2;
                };
        var chance = ThreadLocalRandom.current().nextDouble();
        return Optional.of(Duration.ofMillis((long) (least + chance * (full - least))));
    }

    private static String simpleName(Class<?> type) {
        var named = type.isAnonymousClass() ? type.getSuperclass() : type;
        return named.getSimpleName();
    }

    private static String shown(String message) {
        var clean = PACKAGE.matcher(message).replaceAll("");
        return clean.length() <= MESSAGE_CHARS ? clean : clean.substring(0, MESSAGE_CHARS) + "…";
    }
}
