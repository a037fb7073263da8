package dev.lovage.events;

import java.util.regex.Pattern;

/// The codes that the platform itself gives to failures. Tasks add their own, in the same form.
public enum ErrorCode {
    /// Whatever a task threw that has no code of its own.
    TASK_FAILED,
    TIMEOUT_ATTEMPT,
    TIMEOUT_QUEUE,
    TIMEOUT_TOTAL,
    TIMEOUT_HEARTBEAT,
    TIMEOUT_SOFT,
    RUN_TIMEOUT,
    AWAIT_TIMEOUT,
    /// There were too many signals for one run. Never ends a step.
    SIGNALS_DROPPED,
    EXPIRED,
    CANCELLED,
    /// The worker of every attempt was lost. From an activity: this worker is going away.
    WORKER_LOST,
    /// The worker that took the call does not serve its task. Never ends a step.
    NO_HANDLER,
    RESULT_TOO_LARGE,
    /// A run cannot go on in a new history from where it is, and there is no room in this one.
    HISTORY_FULL,
    VALUE_BY_REFERENCE,
    /// A value that was kept by reference is not there any more.
    VALUE_GONE,
    /// What keeps large values did not answer for long.
    VALUES_UNAVAILABLE,
    /// A task answered with what is not JSON.
    BAD_RESULT,
    EXPRESSION,
    /// The name of a task, computed, is none of those that the canvas allows.
    TASK_NOT_LISTED,
    LOOP_LIMIT,
    MAP_TOO_LARGE,
    GRAPH_STEP_LIMIT,
    CONFLICTING_UPDATE,
    BAD_UPDATE,
    /// A graph was sent to a node that it does not have.
    UNKNOWN_NODE,
    CHILD_FAILED,
    INPUT_INVALID,
    EGRESS_DENIED;

    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    /// Whether `text` has the form of a code, `UPPER_SNAKE`.
    public static boolean isCode(String text) {
        return FORM.matcher(text).matches();
    }
}
