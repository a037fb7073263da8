package dev.lovage.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;

import java.util.concurrent.atomic.AtomicInteger;

/// The connection of workers to the server: counts what comes over it, and can be cut.
final class Wire implements ClientInterceptor {
    private final AtomicInteger eager = new AtomicInteger();
    private volatile boolean cut;

    /// How many activities the server handed over with its answers, past the queue.
    int eager() {
        return eager.get();
    }

    /// Whether answers to workflow tasks get lost from now on.
    void cut(boolean now) {
        cut = now;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        var name = String.valueOf(method.getBareMethodName());
        return cut && name.startsWith("RespondWorkflowTask")
                ? new Lost<>()
                : new Counted<>(next.newCall(method, options));
    }

    private final class Counted<Q, R> extends SimpleForwardingClientCall<Q, R> {
        Counted(ClientCall<Q, R> call) {
            super(call);
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onMessage(R message) {
                            if (message instanceof RespondWorkflowTaskCompletedResponse answer) {
                                eager.addAndGet(answer.getActivityTasksCount());
                            }
                            super.onMessage(message);
                        }
                    },
                    headers);
        }
    }

    private static final class Lost<Q, R> extends ClientCall<Q, R> {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
            listener.onClose(Status.PERMISSION_DENIED, new Metadata());
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(String message, Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
    }
}
