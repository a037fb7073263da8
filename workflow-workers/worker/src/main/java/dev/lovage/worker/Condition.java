package dev.lovage.worker;

/// How the worker is doing.
sealed interface Condition {
    /// It cannot work (yet).
    ///
    /// @param reason for people
    record Waiting(String reason) implements Condition {}

    /// It takes runs and tasks.
    record Serving() implements Condition {}

    /// It takes nothing more, and lets end what runs.
    record Stopping() implements Condition {}
}
