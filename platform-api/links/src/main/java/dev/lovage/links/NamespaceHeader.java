package dev.lovage.links;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/// Says to which namespace a call belongs, by which a shared front end finds who must know the key.
/// The SDK's own client says it already; a bare connection does not.
final class NamespaceHeader implements ClientInterceptor {
    static final Metadata.Key<String> NAME =
            Metadata.Key.of("temporal-namespace", Metadata.ASCII_STRING_MARSHALLER);

    private final String namespace;

    NamespaceHeader(String namespace) {
        this.namespace = namespace;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                if (!headers.containsKey(NAME)) {
                    headers.put(NAME, namespace);
                }
                super.start(listener, headers);
            }
        };
    }
}
