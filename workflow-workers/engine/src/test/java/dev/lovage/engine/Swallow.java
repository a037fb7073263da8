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

import java.util.concurrent.atomic.AtomicInteger;

/// Sits between a worker and the server, behind all that listens: lets calls of one method through,
/// and swallows the server's answer.
final class Swallow implements ClientInterceptor {
    static final String COMPLETIONS = "RespondWorkflowTaskCompleted";
    static final String HEARTBEATS = "RecordActivityTaskHeartbeat";

    private final String method;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();

    Swallow(String method) {
        this.method = method;
    }

    /// One more of the next answers gets lost.
    void next() {
        left.incrementAndGet();
    }

    int swallowed() {
        return swallowed.get();
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> called, CallOptions options, Channel next) {
        var call = next.newCall(called, options);
        return method.equals(called.getBareMethodName())
                        && left.getAndUpdate(it -> Math.max(0, it - 1)) > 0
                ? new Deaf<>(call)
                : call;
    }

    private final class Deaf<Q, R> extends SimpleForwardingClientCall<Q, R> {
        Deaf(ClientCall<Q, R> call) {
            super(call);
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onMessage(R message) {
                            swallowed.incrementAndGet();
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            super.onClose(Status.UNAVAILABLE, new Metadata());
                        }
                    },
                    headers);
        }
    }
}
