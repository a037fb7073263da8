package dev.lovage.engine.interpreter;

import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

/// What a step says cannot be filled in with what it sees: the step fails, where nothing else is
/// said with `EXPRESSION`.
final class NotFilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient @Nullable Object details;

    NotFilledException(String message) {
        this(ErrorCode.EXPRESSION, message, null);
    }

    /// @param details a JSON value
    NotFilledException(ErrorCode code, String message, @Nullable Object details) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    ErrorCode code() {
        return code;
    }

    @Nullable Object details() {
        return details;
    }
}
