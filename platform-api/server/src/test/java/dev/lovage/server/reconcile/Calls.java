package dev.lovage.server.reconcile;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what is asked of Temporal, by method.
final class Calls implements ClientInterceptor {
    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    void clear() {
        made.clear();
    }

    Map<String, Integer> made() {
        return Map.copyOf(made);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        var name = method.getBareMethodName();
        made.merge(name == null ? "" : name, 1, Integer::sum);
        return next.newCall(method, options);
    }
}
