package dev.lovage.engine.task;

import dev.lovage.events.AttemptEvent.Outcome;

/// Hears how every attempt of a task ended, on the attempt's own thread: it must not block.
@FunctionalInterface
public interface AttemptListener {
    void ended(String task, Outcome outcome);

    /// There was no attempt: the worker does not serve the task.
    default void refused(String task) {}
}
