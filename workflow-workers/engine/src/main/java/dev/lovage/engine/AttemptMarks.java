package dev.lovage.engine;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

/// Marks every result with the attempt that made it: Temporal keeps that to itself.
final class AttemptMarks extends WorkerInterceptorBase {

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Marking(next);
    }

    private static final class Marking extends ActivityInboundCallsInterceptorBase {
        private int attempt;

        Marking(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            attempt = context.getInfo().getAttempt();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            var output = super.execute(input);
            return output.getResult() instanceof RawValue result
                    ? new ActivityOutput(Answer.marked(result, attempt))
                    : output;
        }
    }
}
