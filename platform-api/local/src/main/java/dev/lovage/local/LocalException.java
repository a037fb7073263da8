package dev.lovage.local;

/// Something about this machine keeps the platform from running; the message says what, and the way
/// out.
public final class LocalException extends RuntimeException {
    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
