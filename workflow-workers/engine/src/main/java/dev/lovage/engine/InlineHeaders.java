package dev.lovage.engine;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;

/// Gives a local activity the header of its call, for which its options have no place.
final class InlineHeaders extends WorkerInterceptorBase {
    private static final ScopedValue<CallHeader> CALL = ScopedValue.newInstance();

    /// Begins the local activity of a call.
    static void with(CallHeader header, Runnable begin) {
        ScopedValue.where(CALL, header).run(begin);
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor outbound) {
                super.init(new Sending(outbound));
            }
        };
    }

    private static final class Sending extends WorkflowOutboundCallsInterceptorBase {
        Sending(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
            if (CALL.isBound()) {
                input.getHeader().getValues().put(CallHeader.KEY, CALL.get().payload());
            }
            return super.executeLocalActivity(input);
        }
    }
}
