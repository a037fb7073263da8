package dev.lovage.bench;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import java.time.Duration;

/// What someone would write by hand: one activity after the other.
@WorkflowInterface
public interface FloorWorkflow {
    String QUEUE = "floor";

    /// The last activity's result.
    @WorkflowMethod
    Object run(String activity, Object[] arguments, int times);

    /// With the SDK's defaults.
    final class Plain implements FloorWorkflow {
        @Override
        public Object run(String activity, Object[] arguments, int times) {
            var options =
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .build();
            var stub = Workflow.newUntypedActivityStub(options);
            Object last = "";
            for (int i = 0; i < times; i++) {
                last = stub.execute(activity, Object.class, arguments);
            }
            return last;
        }
    }
}
