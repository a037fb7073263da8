package dev.lovage.engine;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;

/// Tells a dispatch the id of its activity, which the SDK shows to interceptors only.
final class ActivityIds extends WorkerInterceptorBase {

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Scheduling(outbound));
            }
        };
    }

    private static final class Scheduling extends WorkflowOutboundCallsInterceptorBase {
        Scheduling(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            var output = super.executeActivity(input);
            for (var propagator : input.getOptions().getContextPropagators()) {
                if (propagator instanceof CallLink link) {
                    link.scheduled(output.getActivityId());
                }
            }
            return output;
        }
    }
}
