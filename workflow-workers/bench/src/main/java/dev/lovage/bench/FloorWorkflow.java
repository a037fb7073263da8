package dev.lovage.bench;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import java.time.Duration;
import java.util.List;

/// What someone would write by hand: one activity after the other.
@WorkflowInterface
public interface FloorWorkflow {
    String QUEUE = "floor";

    /// The last activity's result.
    @WorkflowMethod
    Object run(Job job);

    /// One activity again and again.
    ///
    /// @param local as a local activity
    /// @param piped each gets the result of the one before instead of its first argument
    record Job(String activity, int times, boolean local, boolean piped, List<Object> arguments) {
        public Job {
            arguments = List.copyOf(arguments);
        }
    }

    /// With the SDK's defaults.
    final class Plain implements FloorWorkflow {
        private static final Duration TIMEOUT = Duration.ofMinutes(1);

        @Override
        public Object run(Job job) {
            var stub = stub(job.local());
            var arguments = job.arguments().toArray();
            Object last = "";
            for (int i = 0; i < job.times(); i++) {
                last = stub.execute(job.activity(), Object.class, arguments);
                if (job.piped()) {
                    arguments[0] = last;
                }
            }
            return last;
        }

        private static ActivityStub stub(boolean local) {
            return local
                    ? Workflow.newUntypedLocalActivityStub(
                            LocalActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(TIMEOUT)
                                    .build())
                    : Workflow.newUntypedActivityStub(
                            ActivityOptions.newBuilder().setStartToCloseTimeout(TIMEOUT).build());
        }
    }
}
