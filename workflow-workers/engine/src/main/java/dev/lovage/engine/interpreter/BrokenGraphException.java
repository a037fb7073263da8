package dev.lovage.engine.interpreter;

import dev.lovage.events.ErrorCode;

/// A state graph cannot go on: an update or a choice is not what it must be.
final class BrokenGraphException extends RuntimeException {
    private final ErrorCode code;
    private final String path;

    /// @param path of the node whose update or choice it is
    BrokenGraphException(ErrorCode code, String path, String message) {
        super(message, null, false, false);
        this.code = code;
        this.path = path;
    }

    static BrokenGraphException of(String path, NotFilledException e) {
        return new BrokenGraphException(ErrorCode.EXPRESSION, path, String.valueOf(e.getMessage()));
    }

    Outcome.Failed failed() {
        return Outcome.failed(code, path, String.valueOf(getMessage()));
    }
}
