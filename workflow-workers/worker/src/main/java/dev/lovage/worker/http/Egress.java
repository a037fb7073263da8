package dev.lovage.worker.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.hc.client5.http.DnsResolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Says where tasks may connect to: looks up a host once and gives those of its addresses that are
/// public or opened by `lovage.egress.allow`. What it gives is what is connected to.
@Singleton
final class Egress implements DnsResolver {
    private static final int MOST_ADDRESSES = 8;

    private final List<Opening> openings;
    private final Names names;

    @Inject
    Egress(EgressSettings settings) {
        this(settings.allow(), InetAddress::getAllByName);
    }

    Egress(List<String> allow, Names names) {
        this.openings = allow.stream().map(Opening::of).toList();
        this.names = names;
    }

    /// @throws EgressDeniedException where none of its addresses is open
    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        var name = plain(host);
        var open =
                Stream.of(names.of(name))
                        .filter(address -> open(name, address, port))
                        .limit(MOST_ADDRESSES)
                        .map(address -> new InetSocketAddress(address, port))
                        .toList();
        if (open.isEmpty()) {
            throw new EgressDeniedException(host, port);
        }
        return open;
    }

    /// Without the port nothing can be judged.
    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("A port is needed to judge an address");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean open(String name, InetAddress address, int port) {
        return PublicAddresses.hold(address)
                || openings.stream().anyMatch(opening -> opening.covers(name, address, port));
    }

    private static String plain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
