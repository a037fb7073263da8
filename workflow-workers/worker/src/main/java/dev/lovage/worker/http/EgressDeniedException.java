package dev.lovage.worker.http;

import java.net.UnknownHostException;

/// No address of a host may be connected to.
final class EgressDeniedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    EgressDeniedException(String host, int port) {
        super(
                "%s:%d is no public address; whoever runs the worker can open it with lovage.egress.allow"
                        .formatted(host, port));
    }
}
