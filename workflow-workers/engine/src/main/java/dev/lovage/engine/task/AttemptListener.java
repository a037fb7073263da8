package dev.lovage.engine.task;

/// Hears how every attempt of a task ended, on the attempt's own thread: it must not block.
@FunctionalInterface
public interface AttemptListener {
    void ended(String task, Outcome outcome);

    /// How an attempt ended.
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /// Interrupted because the worker stops; does not count as an attempt.
        LOST,
        /// The worker does not serve the task.
        NO_HANDLER
    }
}
