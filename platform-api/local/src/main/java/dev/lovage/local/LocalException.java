package dev.lovage.local;

import java.nio.file.Path;

/// Something about this machine keeps the platform from running; the message says what, and the way
/// out.
public final class LocalException extends RuntimeException {
    public LocalException(String message) {
        super(message);
    }

    /// Two supervisors must not share a data folder.
    public static LocalException alreadyRunning(Path data, long pid) {
        return new LocalException(
                "A platform runs on %s already (process %d). See `lovage status`, or end it with `lovage down`"
                        .formatted(data, pid));
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
