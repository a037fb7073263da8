package dev.lovage.events;

/// A record is no event of ours, or not one that this version can read; the message says what is
/// wrong with it.
public final class UnreadableEventException extends RuntimeException {
    UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
