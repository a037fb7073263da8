package dev.lovage.engine;

import dev.lovage.canvas.RunInput;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.jspecify.annotations.Nullable;

/// The one workflow type: a run of whatever canvas.
@WorkflowInterface
public interface RunWorkflow {
    String REPUBLISH = "lovage.republish";

    /// The value of the run.
    @WorkflowMethod(name = RunInput.TYPE)
    @Nullable Object run(RunInput input);

    /// Publishes the events of the run again, as far as its history reaches.
    @QueryMethod(name = REPUBLISH)
    Republished republish();

    /// How much was published again.
    ///
    /// @param complete false where the run was in the worker's cache, so that there was no replay
    ///   to make events from: reset its sticky queue and ask again
    record Republished(boolean complete, int transitions) {}
}
