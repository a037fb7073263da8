package dev.lovage.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the activities that the server hands over with its answer, past the queue.
record EagerTasks(AtomicInteger count) implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(R message) {
                                if (message instanceof RespondWorkflowTaskCompletedResponse it) {
                                    count.addAndGet(it.getActivityTasksCount());
                                }
                                super.onMessage(message);
                            }
                        },
                        headers);
            }
        };
    }
}
