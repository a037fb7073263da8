package dev.lovage.engine.interpreter;

import dev.lovage.events.ErrorCode;

/// An expression has no value: the step that holds it fails with this code.
public final class NotFilledException extends RuntimeException {
    private final ErrorCode code;

    public NotFilledException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
