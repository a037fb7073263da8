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

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/// Between a worker and the server: while it is frozen nothing comes through in either direction,
/// or nothing of one kind, and afterwards all of it, as for a process that was paused.
final class Freeze implements ClientInterceptor {
    private final Predicate<MethodDescriptor<?, ?>> concerned;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private volatile boolean frozen;

    Freeze() {
        concerned = _ -> true;
    }

    /// Holds up only calls of this method.
    Freeze(String method) {
        concerned = one -> method.equals(one.getBareMethodName());
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        for (var next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        frozen = !held.isEmpty();
        return held.poll();
    }

    private void pass(Runnable step) {
        if (!isHeld(step)) {
            step.run();
        }
    }

    private synchronized boolean isHeld(Runnable step) {
        if (frozen) {
            held.add(step);
        }
        return frozen;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        var call = next.newCall(method, options);
        return concerned.test(method) ? new Held<>(call) : call;
    }

    private final class Held<Q, R> extends SimpleForwardingClientCall<Q, R> {
        Held(ClientCall<Q, R> call) {
            super(call);
        }

        @Override
        public void sendMessage(Q message) {
            pass(() -> super.sendMessage(message));
        }

        @Override
        public void halfClose() {
            pass(super::halfClose);
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            super.start(
                    new SimpleForwardingClientCallListener<>(listener) {
                        @Override
                        public void onMessage(R message) {
                            pass(() -> super.onMessage(message));
                        }

                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            pass(() -> super.onClose(status, trailers));
                        }
                    },
                    headers);
        }
    }
}
