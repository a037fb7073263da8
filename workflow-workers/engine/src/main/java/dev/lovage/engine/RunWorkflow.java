package dev.lovage.engine;

import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.Signals;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The one workflow type: a run of whatever canvas.
@WorkflowInterface
public interface RunWorkflow {
    String REPUBLISH = "lovage.republish";
    String VALUES = "lovage.values";

    /// The value of the run.
    @WorkflowMethod(name = RunInput.TYPE)
    @Nullable Object run(RunInput input);

    /// Publishes the events of the run again, as far as its history reaches.
    @QueryMethod(name = REPUBLISH)
    Republished republish();

    /// Gets a [Signals.Signal]; what is none is passed over.
    @SignalMethod(name = Signals.SIGNAL)
    void signal(@Nullable RawValue signal);

    /// Gets a [Signals.Pause].
    @SignalMethod(name = Signals.PAUSE)
    void pause(@Nullable RawValue pause);

    /// Gets a [Signals.Resume].
    @SignalMethod(name = Signals.RESUME)
    void resume(@Nullable RawValue resume);

    /// What would be used once more, and what would run again, if the run were repeated so.
    @QueryMethod(name = Rerun.QUERY)
    Rerun.Plan rerun(Rerun.Wish wish);

    /// The values that these steps left, by their paths; without those that it does not know, or
    /// all of them where the run was in the worker's cache. Asked for once the run has closed, when
    /// values were too large to be told.
    @QueryMethod(name = VALUES)
    Map<String, @Nullable Object> values(List<String> paths);

    /// How much was published again.
    ///
    /// @param complete false where the run was in the worker's cache, so that there was no replay
    ///   to make events from: reset its sticky queue and ask again
    record Republished(boolean complete, int transitions) {}
}
