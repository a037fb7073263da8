package dev.lovage.sdk;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Thrown by a task to fail with a code that canvases and people can rely on.
///
/// `throw TaskFailure.of("CARD_DECLINED", "The bank said no").withDetails(answer).permanent();`
public final class TaskFailure extends RuntimeException {
    /// The arguments do not fit the task's parameters.
    public static final String BAD_ARGUMENTS = "BAD_ARGUMENTS";

    /// The task returned what is not JSON.
    public static final String BAD_RESULT = "BAD_RESULT";

    /// The task returned more JSON than is kept.
    public static final String RESULT_TOO_LARGE = "RESULT_TOO_LARGE";

    private static final long serialVersionUID = 1L;
    private static final Pattern CODE = Pattern.compile("(?=.{1,63}$)[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    private final String code;
    private final boolean retryable;
    private final transient @Nullable Object details;
    private final @Nullable Duration delay;

    private TaskFailure(
            String code,
            String message,
            boolean retryable,
            @Nullable Object details,
            @Nullable Duration delay,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
        this.details = details;
        this.delay = delay;
    }

    /// A failure that may be tried again as often as the call's retry options say.
    ///
    /// @param code `UPPER_SNAKE`
    /// @param message for people
    public static TaskFailure of(String code, String message) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "The code of a failure is written in UPPER_SNAKE, up to 63 characters: "
                            + code);
        }
        return new TaskFailure(code, message, true, null, null, null);
    }

    /// This failure, never to be tried again.
    public TaskFailure permanent() {
        return new TaskFailure(code, message(), false, details, delay, getCause());
    }

    /// This failure with a JSON value, or a record, that says more: up to 16 KiB of it.
    public TaskFailure withDetails(@Nullable Object more) {
        return new TaskFailure(code, message(), retryable, Json.plain(more), delay, getCause());
    }

    /// This failure, to be tried again after this pause instead of the one that the call's retry
    /// options would make: what whoever refused asked for.
    public TaskFailure retryAfter(Duration pause) {
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("A pause is longer than nothing: " + pause);
        }
        return new TaskFailure(code, message(), retryable, details, pause, getCause());
    }

    /// This failure with what led to it, for the worker's log.
    public TaskFailure because(Throwable cause) {
        return new TaskFailure(code, message(), retryable, details, delay, cause);
    }

    /// What canvases match on.
    public String code() {
        return code;
    }

    /// The text for people.
    public String message() {
        return Optional.ofNullable(getMessage()).orElse(code);
    }

    /// Whether another attempt may help.
    public boolean retryable() {
        return retryable;
    }

    /// The pause before the next attempt, where the task asks for one.
    public Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    /// What says more, if anything.
    public Optional<Object> details() {
        return Optional.ofNullable(details);
    }
}
