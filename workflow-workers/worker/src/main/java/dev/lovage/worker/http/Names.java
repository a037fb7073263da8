package dev.lovage.worker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Looks up the addresses of a host.
@FunctionalInterface
interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
}
