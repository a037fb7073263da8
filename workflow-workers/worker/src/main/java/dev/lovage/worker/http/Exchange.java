package dev.lovage.worker.http;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One request with its redirects, over connections of its own: no proxy, no cookies, no second
/// tries. Whoever waits for it may [#stop] it.
final class Exchange implements Closeable {
    private static final Http1Config CAPS =
            Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

    private final MinimalHttpClient client;
    private final RequestConfig config;
    private final Unpacking unpacking;
    private @Nullable Socket current;
    private boolean stopped;

    /// @param each how long a connect or a silence may be; the whole is bounded by who waits
    Exchange(Egress egress, Lookup<TlsSocketStrategy> tls, int maxBytes, Duration each) {
        var silence = Timeout.of(each);
        this.unpacking = new Unpacking(maxBytes);
        this.config =
                RequestConfig.custom()
                        .setResponseTimeout(silence)
                        .setProtocolUpgradeEnabled(false)
                        .build();
        var connections =
                new BasicHttpClientConnectionManager(
                        new DefaultHttpClientConnectionOperator(this::socket, null, egress, tls),
                        ManagedHttpClientConnectionFactory.builder().http1Config(CAPS).build());
        connections.setConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(silence)
                        .setSocketTimeout(silence)
                        .build());
        this.client = HttpClients.createMinimal(connections);
    }

    /// @param redirects that are followed at most
    Received run(Outgoing first, int redirects) throws IOException {
        var request = first;
        for (var left = redirects; left >= 0; left--) {
            var answer = send(request);
            var next = request.redirected(answer);
            if (next.isEmpty() || redirects == 0) {
                return answer;
            }
            if (request.address().secure() && !next.get().address().secure()) {
                throw Faults.redirect("leads from https to http, which is not followed");
            }
            request = next.get();
        }
        throw Faults.redirect("does not end after %d redirects".formatted(redirects));
    }

    /// Ends it from another thread, at once: its socket is closed, and there will be no other. The
    /// client's own way would wait for a look-up or a connect to end.
    synchronized void stop() throws IOException {
        stopped = true;
        cut();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private Received send(Outgoing outgoing) throws IOException {
        var address = outgoing.address();
        var request = new HttpUriRequestBase(outgoing.method().name(), address.uri());
        request.setConfig(config);
        request.setHeader("Accept-Encoding", "gzip");
        request.setHeader("User-Agent", "Lovage");
        outgoing.headers().forEach(request::setHeader);
        request.setHeader("Connection", "close");
        outgoing.body()
                .type()
                .ifPresent(
                        _ -> request.setEntity(new ByteArrayEntity(outgoing.body().bytes(), null)));
        var host = new HttpHost(address.scheme(), address.host(), address.port());
        // cut off before it is closed: closing would read the rest
        try (var answer = client.executeOpen(host, request, HttpCoreContext.create());
                Closeable _ = this::cut) {
            return new Received(
                    address, answer.getCode(), headers(answer), unpacking.body(answer.getEntity()));
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse answer) {
        var headers = new TreeMap<String, String>();
        for (var header : answer.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    header.getValue() == null ? "" : header.getValue(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    /// Past the JVM's own idea of a proxy.
    private synchronized Socket socket(@Nullable Proxy ignored) throws IOException {
        if (stopped) {
            throw new InterruptedIOException("The exchange was stopped");
        }
        var socket = new Socket(Proxy.NO_PROXY);
        current = socket;
        return socket;
    }

    private synchronized void cut() throws IOException {
        if (current != null) {
            current.close();
        }
    }
}
