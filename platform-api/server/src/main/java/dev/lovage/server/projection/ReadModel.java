package dev.lovage.server.projection;

import java.util.List;

/// The columns of the read model that are made from events; what else its tables hold comes from
/// elsewhere, and cannot be made again from them.
public final class ReadModel {
    /// Of table `runs`.
    public static final List<String> RUNS =
            List.of(
                    "accepted",
                    "tenant",
                    "run",
                    "temporal_run",
                    "definition",
                    "revision",
                    "queue",
                    "generation",
                    "epoch",
                    "seq",
                    "version",
                    "status",
                    "started",
                    "ended",
                    "result",
                    "error",
                    "reason",
                    "counts");

    /// Of table `steps`.
    public static final List<String> STEPS =
            List.of(
                    "accepted",
                    "tenant",
                    "run",
                    "path",
                    "part",
                    "generation",
                    "epoch",
                    "seq",
                    "state",
                    "attempt",
                    "queued",
                    "started",
                    "ended",
                    "kind",
                    "task",
                    "queue",
                    "activity",
                    "size",
                    "awaits",
                    "until",
                    "child",
                    "value",
                    "error");

    private ReadModel() {}
}
