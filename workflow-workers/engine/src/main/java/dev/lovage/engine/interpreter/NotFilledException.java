package dev.lovage.engine.interpreter;

/// What a step says cannot be filled in with what it sees: the step fails with `EXPRESSION`.
final class NotFilledException extends RuntimeException {
    NotFilledException(String message) {
        super(message, null, false, false);
    }
}
