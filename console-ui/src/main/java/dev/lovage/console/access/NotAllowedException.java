package dev.lovage.console.access;

/// A view was asked for by somebody who may not see it.
final class NotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAllowedException(String permission) {
        super(permission);
    }
}
