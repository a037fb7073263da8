package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.List;

/// Which runs: an option that is absent holds nothing back.
final class RunOptions {
    @Option(names = "--status", description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable RunState status;

    @Option(names = "--workflow", description = "Only runs of this workflow.")
    private @Nullable String workflow;

    @Option(names = "--tag", description = "Only runs with this tag.")
    private @Nullable String tag;

    @Option(
            names = "--from",
            paramLabel = "MOMENT",
            description =
                    "Only runs accepted then or later, such as 2026-12-01T06:00:00Z or 2026-12-01.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "MOMENT",
            description = "Only runs accepted before, such as 2026-12-01T18:00:00Z.")
    private @Nullable Instant to;

    @Option(
            names = "--find",
            paramLabel = "TEXT",
            description = "Only runs whose id, workflow or tag begins so.")
    private @Nullable String text;

    @Option(
            names = "--overlay",
            description = {
                "Only runs of which this is said beside their state: WEDGED, workers fail to decide",
                "how it goes on; NO_WORKER, no worker polls the queue of its work; STALE, nobody",
                "can tell its steps until one does."
            })
    private Run.@Nullable Overlay overlay;

    /// @throws UsageException when no run can be meant
    void check() {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new UsageException("--from must lie before --to");
        }
    }

    /// Whether anything is held back.
    boolean any() {
        boolean named = status != null || workflow != null || tag != null || text != null;
        return named || from != null || to != null || overlay != null;
    }

    RunQuery query(int size) {
        return new RunQuery(status, workflow, tag, from, to, text, size, null, overlay);
    }

    Batch.Filter filter() {
        List<RunState> states = status == null ? null : List.of(status);
        return new Batch.Filter(states, workflow, tag, from, to, text).with(overlay);
    }
}
