package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Labels;
import dev.lovage.canvas.RunInput.Origin;
import dev.lovage.canvas.RunMemo;
import dev.lovage.engine.interpreter.FlowStep;
import dev.lovage.engine.interpreter.Queues;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;

import java.time.Instant;

/// Puts the start of a child into Temporal's words: as the api would start it.
final class ChildOptions {
    private ChildOptions() {}

    static RunInput input(RunInput parent, String run, FlowStep step, Instant accepted) {
        return parent.child(
                step.key(),
                step.input(),
                new Labels(step.child().definition().tags(), step.priority()),
                Origin.flow(run, step.path()),
                accepted.toEpochMilli());
    }

    /// Where the parent ends in a way that it cannot tell, a child is told to stop, so that it
    /// takes back what it did; one that is detached hears nothing.
    static ChildWorkflowOptions of(RunInput child, FlowStep step) {
        var definition = step.child().definition();
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(step.run())
                .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setTaskQueue(Queues.wire(child.tenant(), definition.queue()))
                .setWorkflowExecutionTimeout(definition.executionTimeout())
                .setParentClosePolicy(
                        step.detached()
                                ? ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON
                                : ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                .setCancellationType(
                        step.detached()
                                ? ChildWorkflowCancellationType.ABANDON
                                : ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setMemo(RunMemo.of(child, ""))
                .setStaticSummary(step.path())
                .build();
    }
}
