package dev.lovage.engine;

import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.JsonSize;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Reads what Temporal says about a dispatch that did not succeed. Tasks of ours send a [Failure]
/// along; of others, the failure's type is the code where it has the form of one.
///
/// @param before attempts of earlier dispatches
record Judge(CallStep step, int before) {
    private static final String UNNAMED = "Error";
    private static final int MAX_DETAIL_BYTES = 8 * 1024;
    private static final int MAX_MESSAGE_CHARS = 2_000;

    Verdict judge(Throwable error) {
        var cause = error instanceof ActivityFailure ? error.getCause() : error;
        return switch (cause) {
            case CanceledFailure _ -> new Verdict.Cancelled();
            case TimeoutFailure timeout -> timedOut(timeout, attempt(error));
            case ApplicationFailure raised -> raised(raised, attempt(error));
            case null, default -> failed(ErrorCode.TASK_FAILED, error.getMessage(), attempt(error));
        };
    }

    /// The result came, but is none.
    Failure refused(ErrorCode code, String message, int attempt) {
        return new Failure(
                code.name(),
                code.name(),
                message,
                step.task(),
                step.path(),
                before + attempt,
                false,
                null);
    }

    private int attempt(Throwable error) {
        var attempts = step.options().retry().attempts();
        boolean spent =
                error instanceof ActivityFailure f
                        && f.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
        return spent && attempts != null ? attempts : 1;
    }

    private Verdict timedOut(TimeoutFailure timeout, int attempt) {
        var limits = step.options().timeout();
        return switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT -> new Verdict.Lost();
            case TIMEOUT_TYPE_SCHEDULE_TO_START ->
                    failed(
                            ErrorCode.TIMEOUT_QUEUE,
                            "No worker on `%s` took it within %s"
                                    .formatted(step.queue(), limits.queue()),
                            0);
            case TIMEOUT_TYPE_SCHEDULE_TO_CLOSE ->
                    failed(
                            ErrorCode.TIMEOUT_TOTAL,
                            "It did not end within %s in all".formatted(limits.total()),
                            attempt);
            case TIMEOUT_TYPE_START_TO_CLOSE, TIMEOUT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                    failed(
                            ErrorCode.TIMEOUT_ATTEMPT,
                            "The attempt did not end within %s".formatted(limits.attempt()),
                            attempt);
        };
    }

    private Verdict raised(ApplicationFailure raised, int attempt) {
        var type = raised.getType() == null ? UNNAMED : raised.getType();
        if (type.equals(ErrorCode.NO_HANDLER.name())) {
            return new Verdict.NoHandler();
        }
        if (type.equals(ErrorCode.WORKER_LOST.name())) {
            return new Verdict.Lost();
        }
        return new Verdict.Final(told(raised).orElseGet(() -> foreign(raised, type, attempt)));
    }

    private Failure foreign(ApplicationFailure raised, String type, int attempt) {
        return new Failure(
                ErrorCode.isCode(type) ? type : ErrorCode.TASK_FAILED.name(),
                type,
                shortened(raised.getOriginalMessage()),
                step.task(),
                step.path(),
                before + attempt,
                !raised.isNonRetryable(),
                small(detail(raised.getDetails())));
    }

    /// What a task of ours says itself.
    private Optional<Failure> told(ApplicationFailure raised) {
        if (detail(raised.getDetails()) instanceof Map<?, ?> map
                && map.get("code") instanceof String code
                && code.equals(raised.getType())
                && map.get("attempt") instanceof Number attempt) {
            return Optional.of(
                    new Failure(
                            code,
                            String.valueOf(map.get("type")),
                            String.valueOf(map.get("message")),
                            step.task(),
                            step.path(),
                            attempt.intValue(),
                            Boolean.TRUE.equals(map.get("retryable")),
                            small(map.get("details"))));
        }
        return Optional.empty();
    }

    private static @Nullable Object detail(Values details) {
        return details.getSize() == 0 ? null : details.get(0, Object.class);
    }

    /// Details travel with every mention of the failure: large ones are left out.
    private static @Nullable Object small(@Nullable Object details) {
        long size = JsonSize.of(details);
        return size <= MAX_DETAIL_BYTES ? details : Map.of("omitted", size);
    }

    private static String shortened(@Nullable String message) {
        var text = String.valueOf(message);
        return text.length() <= MAX_MESSAGE_CHARS
                ? text
                : text.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    private Verdict failed(ErrorCode code, @Nullable String message, int attempt) {
        return new Verdict.Final(
                new Failure(
                        code.name(),
                        code.name(),
                        String.valueOf(message),
                        step.task(),
                        step.path(),
                        before + attempt,
                        false,
                        null));
    }
}
