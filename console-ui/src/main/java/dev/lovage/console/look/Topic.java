package dev.lovage.console.look;

import dev.lovage.client.RunChange;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

/// What a page watches: which changes it wants to be told of. Of other tenants' it never is.
public sealed interface Topic {
    /// One run, and its steps.
    record OneRun(String tenant, String run) implements Topic {}

    /// All runs of a workflow, or of every one.
    record Runs(String tenant, @Nullable String workflow) implements Topic {}

    /// What is summed up over all runs, such as how those of each workflow went, together with what
    /// no change of a run tells of.
    record Overview(String tenant) implements Topic {}

    /// What runs await from people.
    record Approvals(String tenant) implements Topic {}

    /// What one schedule does, together with what no change of a run tells of it.
    record OneSchedule(String tenant, String schedule) implements Topic {}

    /// No change of a run concerns the page: it looks again and again by itself.
    record Nothing() implements Topic {}

    /// Whether the page is to hear of it.
    default boolean concerns(RunChange change) {
        return switch (this) {
            case OneRun(var tenant, var run) ->
                    tenant.equals(change.tenant()) && run.equals(change.run());
            // where only a part of a run spoke, its row is as it was
            case Runs runs ->
                    runs.tenant().equals(change.tenant())
                            && change.state() != null
                            && (runs.workflow() == null
                                    || runs.workflow().equals(change.workflow()));
            case Overview(var tenant) -> tenant.equals(change.tenant()) && change.state() != null;
            case Approvals(var tenant) ->
                    tenant.equals(change.tenant()) && (cutOff(change.state()) || awaits(change));
            // the name of its runs says which schedule started them
            case OneSchedule(var tenant, var schedule) ->
                    tenant.equals(change.tenant())
                            && change.state() != null
                            && change.run().contains("~" + schedule + "-");
            case Nothing _ -> false;
        };
    }

    /// Whether others may change what is shown without any run telling of it.
    default boolean half() {
        return switch (this) {
            case Overview _, OneSchedule _ -> true;
            case OneRun _, Runs _, Approvals _, Nothing _ -> false;
        };
    }

    /// Its steps could not tell their own end.
    private static boolean cutOff(@Nullable RunState state) {
        return state == RunState.TERMINATED || state == RunState.TIMED_OUT;
    }

    private static boolean awaits(RunChange change) {
        var steps = change.steps();
        return steps != null && steps.stream().anyMatch(step -> step.awaits() != null);
    }
}
