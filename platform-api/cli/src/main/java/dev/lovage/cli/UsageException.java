package dev.lovage.cli;

/// What was asked for on the command line cannot be meant; the message says how to say it.
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
