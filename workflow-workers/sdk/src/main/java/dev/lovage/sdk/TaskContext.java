package dev.lovage.sdk;

import org.slf4j.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a task sees of the run it works for; declare it as a parameter to get it.
public interface TaskContext {
    /// The run's id.
    String run();

    /// Where in the run's canvas this call stands, `do.1.m.17`.
    String path();

    /// Which attempt this is, from 1; attempts that were lost with their worker count.
    int attempt();

    /// On whose behalf.
    String tenant();

    /// The same in every attempt of this step: give it to others so that they do a thing once.
    String idempotencyKey();

    /// Tells how far the task is; `total` 0 where that is not known. Cheap: call it as often as you
    /// like, the latest one travels with the next heartbeat, and once a second at most to those who
    /// look at the run.
    void progress(long done, long total, String message);

    /// Tells how far the task is, without words.
    default void progress(long done, long total) {
        progress(done, total, "");
    }

    /// Whether the result is no longer wanted. The task's thread is interrupted as well.
    boolean cancelled();

    /// When this attempt will be given up.
    Optional<Instant> deadline();

    /// To be thrown: asks for another attempt after this pause, as often as the call's `attempts`
    /// allow.
    default TaskRetry retry(Duration delay) {
        return new TaskRetry(delay, null, null);
    }

    /// To be thrown: asks for another attempt after this pause, at most `max` times in this step.
    default TaskRetry retry(Duration delay, int max) {
        return new TaskRetry(delay, max, null);
    }

    /// A logger whose lines carry run, path and attempt.
    Logger logger();
}
