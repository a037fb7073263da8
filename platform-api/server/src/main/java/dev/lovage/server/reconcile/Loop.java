package dev.lovage.server.reconcile;

import java.time.Instant;

/// What is compared, each by its own walk along time.
enum Loop {
    /// Runs that have closed in Temporal must have ended here.
    CLOSED(
            "CloseTime",
            " AND ExecutionStatus IN ('Completed', 'Failed', 'Canceled', 'Terminated', 'TimedOut')"),

    /// Runs that have been started in Temporal must have a row here.
    STARTED("StartTime", "");

    private final String time;
    private final String condition;

    Loop(String time, String condition) {
        this.time = time;
        this.condition = condition;
    }

    /// The query for Temporal's list: what happened from `from` on and before `to`.
    String query(String workflowType, Instant from, Instant to) {
        return "WorkflowType = '%s' AND %s >= '%s' AND %s < '%s'%s"
                .formatted(workflowType, time, from, time, to, condition);
    }
}
