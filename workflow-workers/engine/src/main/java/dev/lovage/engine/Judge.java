package dev.lovage.engine;

import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.JsonSize;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.Values;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads what Temporal says about a dispatch that did not succeed. Tasks of ours send a [Failure]
/// along; of others, the failure's type is the code where it has the form of one.
///
/// @param before attempts of earlier dispatches
/// @param allowed attempts of this one
record Judge(CallStep step, int before, int allowed) {
    private static final String UNNAMED = "Error";
    private static final int MAX_DETAIL_BYTES = 8 * 1024;
    private static final int MAX_MESSAGE_CHARS = 2_000;

    Verdict judge(Throwable error) {
        var cause = error instanceof ActivityFailure ? error.getCause() : error;
        return switch (cause) {
            case CanceledFailure _ -> new Verdict.Cancelled();
            case TimeoutFailure timeout -> timedOut(timeout, error);
            case ApplicationFailure raised -> raised(raised, error);
            case null, default ->
                    new Verdict.Final(
                            failed(ErrorCode.TASK_FAILED, error.getMessage(), attempt(error)));
        };
    }

    private int attempt(Throwable error) {
        return spent(error) ? allowed : 1;
    }

    /// The server asks for the kind of failure first, then for the number of attempts.
    private static boolean spent(Throwable error) {
        return error instanceof ActivityFailure f
                && f.getRetryState() == RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED;
    }

    private Verdict timedOut(TimeoutFailure timeout, Throwable error) {
        var limits = step.options().timeout();
        return switch (timeout.getTimeoutType()) {
            case TIMEOUT_TYPE_HEARTBEAT -> new Verdict.Lost(beating(timeout));
            case TIMEOUT_TYPE_SCHEDULE_TO_START -> new Verdict.NotTaken();
            case TIMEOUT_TYPE_SCHEDULE_TO_CLOSE ->
                    new Verdict.Final(
                            failed(
                                    ErrorCode.TIMEOUT_TOTAL,
                                    "It did not end within %s in all".formatted(limits.total()),
                                    attempt(error)));
            case TIMEOUT_TYPE_START_TO_CLOSE, TIMEOUT_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                    late(
                            failed(
                                    ErrorCode.TIMEOUT_ATTEMPT,
                                    "The attempt did not end within %s".formatted(limits.attempt()),
                                    attempt(error)),
                            error);
        };
    }

    private Verdict late(Failure failure, Throwable error) {
        return CallOptions.endsLate(step.options().retry())
                ? new Verdict.Final(failure)
                : decided(failure, error, null);
    }

    private Verdict raised(ApplicationFailure raised, Throwable error) {
        var type = raised.getType() == null ? UNNAMED : raised.getType();
        if (type.equals(ErrorCode.NO_HANDLER.name())) {
            return new Verdict.NoHandler();
        }
        if (type.equals(RetryRequest.TYPE)) {
            return RetryRequest.of(raised).verdict(this);
        }
        var told = told(raised);
        if (type.equals(ErrorCode.WORKER_LOST.name())) {
            return new Verdict.Lost(told.map(f -> Math.max(1, f.attempt() - before)).orElse(1));
        }
        var failure = told.orElseGet(() -> foreign(raised, type, attempt(error)));
        var pause = raised.getNextRetryDelay();
        // a call that was made here is tried again elsewhere, after a pause too long for here
        return raised.isNonRetryable() && failure.retryable()
                ? new Verdict.Spent(failure, pause)
                : decided(failure, error, pause);
    }

    /// Which attempt was lost. Workers of ours say so in heartbeats of all but the first.
    private static int beating(TimeoutFailure lost) {
        return detail(lost.getLastHeartbeatDetails()) instanceof Map<?, ?> map
                        && map.get(CallHeader.ATTEMPT) instanceof Number attempt
                ? Math.max(1, attempt.intValue())
                : 1;
    }

    private static Verdict decided(Failure failure, Throwable error, @Nullable Duration pause) {
        return spent(error) ? new Verdict.Spent(failure, pause) : new Verdict.Final(failure);
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

    /// What a foreign task sends along need not be JSON.
    static @Nullable Object detail(Values details) {
        try {
            return details.getSize() == 0 ? null : details.get(0, Object.class);
        } catch (DataConverterException e) {
            return null;
        }
    }

    /// Details travel with every mention of the failure: large ones are left out.
    private static @Nullable Object small(@Nullable Object details) {
        long size = JsonSize.of(details);
        return size <= MAX_DETAIL_BYTES ? details : Map.of("omitted", size);
    }

    static String shortened(@Nullable String message) {
        var text = String.valueOf(message);
        return text.length() <= MAX_MESSAGE_CHARS
                ? text
                : text.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    Failure failed(ErrorCode code, @Nullable String message, int attempt) {
        return new Failure(
                code.name(),
                code.name(),
                String.valueOf(message),
                step.task(),
                step.path(),
                before + attempt,
                false,
                null);
    }
}
