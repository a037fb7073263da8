package dev.lovage.console.schedule;

/// What is written cannot be saved yet; the message says why, to a person.
final class UnreadyException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    UnreadyException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
