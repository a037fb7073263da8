package dev.lovage.events;

/// Where a step is in its life. What may follow what: [Moves].
public enum StepState {
    /// Not before a certain time.
    SCHEDULED,
    /// Ready, and handed over for execution.
    QUEUED,
    RUNNING,
    RETRYING,
    WAITING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    EXPIRED,
    SKIPPED,
    TERMINATED;

    /// Nothing follows an end state.
    public boolean ended() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
