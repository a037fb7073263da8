package dev.lovage.client;

import java.net.URI;

/// Nothing at that address answered, or not as Lovage does.
public final class UnreachableException extends RuntimeException {
    UnreachableException(URI base, String what, Throwable cause) {
        super("No answer from Lovage at " + base + ": " + what, cause);
    }

    UnreachableException(URI base, String what) {
        super("No answer from Lovage at " + base + ": " + what);
    }
}
