package dev.lovage.chaos.drive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.lovage.chaos.check.World.Effect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An outside party whose calls are effects: it remembers what for and with which key each came.
///
/// `POST /{what for}`; `?fail=2` fails the first two calls with a key, `?size=60000` answers so
/// much.
public final class Sink implements AutoCloseable {
    private static final int PATIENCE = 0;
    private static final int OK = 200;
    private static final int BUSY = 500;
    private static final String KEY = "idempotency-key";

    private final HttpServer server;
    private final Queue<Effect> effects = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    public Sink() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PATIENCE);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// `host:port`.
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Every call so far.
    public List<Effect> effects() {
        return List.copyOf(effects);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var key = Objects.requireNonNullElse(call.getRequestHeaders().getFirst(KEY), "");
            var address = call.getRequestURI();
            var marker = address.getPath().substring(1);
            int count = calls.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
            var done = count > number(address.getQuery(), "fail");
            effects.add(new Effect(key, marker, Instant.now(), done));
            var body =
                    "x".repeat(number(address.getQuery(), "size")).getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(done ? OK : BUSY, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }
    }

    private static int number(@Nullable String query, String name) {
        if (query == null) {
            return 0;
        }
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        return 0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
