package dev.lovage.engine.task;

import dev.lovage.engine.CallHeader;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

import java.util.Optional;

/// Lets a task's activity see the header of its call, which Temporal shows to interceptors only.
public final class HeaderInterceptor extends WorkerInterceptorBase {
    private static final ScopedValue<CallHeader> CALL = ScopedValue.newInstance();

    /// The header of the call that this thread works for; a caller that is not ours sends none.
    static Optional<CallHeader> current() {
        return CALL.isBound() ? Optional.of(CALL.get()) : Optional.empty();
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                var header = input.getHeader().getValues().get(CallHeader.KEY);
                return header == null
                        ? super.execute(input)
                        : ScopedValue.where(CALL, CallHeader.of(header))
                                .call(() -> super.execute(input));
            }
        };
    }
}
