package dev.lovage.worker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web site on a loopback address, which remembers what it was asked.
public final class Site implements AutoCloseable {
    /// A request as it arrived.
    public record Asked(
            String method, String target, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /// Answers one request; closing it is the site's business.
    @FunctionalInterface
    public interface Page {
        void show(HttpExchange exchange) throws IOException;
    }

    public final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Site() throws IOException {
        this(HttpServer.create());
    }

    Site(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.start();
    }

    public Site page(String path, Page page) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        asked.add(
                                new Asked(
                                        exchange.getRequestMethod(),
                                        exchange.getRequestURI().toString(),
                                        Map.copyOf(exchange.getRequestHeaders()),
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
                        page.show(exchange);
                    }
                });
        return this;
    }

    public Site text(String path, int status, String type, byte[] body) {
        return page(
                path,
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", type);
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                });
    }

    public Site status(String path, int status, String header, String value) {
        return page(
                path,
                exchange -> {
                    exchange.getResponseHeaders().add(header, value);
                    exchange.sendResponseHeaders(status, -1);
                });
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// What an allow list says to open it.
    String opening() {
        return "127.0.0.1:" + port();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
