package dev.lovage.events;

/// Where a run is in its life. What may follow what: [Moves].
public enum RunState {
    /// Accepted, starts later.
    SCHEDULED,
    /// Accepted, no worker has taken it yet.
    QUEUED,
    RUNNING,
    WAITING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TERMINATED,
    TIMED_OUT,
    SKIPPED;

    /// Nothing follows an end state.
    public boolean ended() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
