package dev.lovage.server.blob;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.lovage.server.ApiException;
import dev.lovage.server.Digest;
import dev.lovage.server.Settings;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Takes and gives values, one for each request of a worker: `PUT` answers 204, also when the value
/// was there already, `GET` answers 200 with it. A few at a time, as each is held in memory.
@Singleton
final class BlobExchange implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BlobExchange.class);
    private static final int AT_ONCE = 8;
    private static final int WAIT_SECONDS = 2;
    private static final long DISCARDED = 256L * 1024 * 1024;
    private static final int LONGEST_TYPE = 200;
    private static final String TYPE = "Content-Type";

    private final WorkerToken token;
    private final BlobStore store;
    private final int most;
    private final Semaphore places = new Semaphore(AT_ONCE);

    BlobExchange(WorkerToken token, BlobStore store, Settings.Blobs settings) {
        this.token = token;
        this.store = store;
        this.most = settings.maxBytes();
    }

    /// What a request is told.
    private static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;

        Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        static Answer said(int status, String words) {
            return new Answer(status, "text/plain", words.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            exchange.getResponseHeaders().set(TYPE, answer.type);
            if (answer.status == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            if (answer.status == 503) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            if (answer.status >= 400) {
                discard(exchange.getRequestBody());
            }
            int length = answer.body.length;
            exchange.sendResponseHeaders(answer.status, length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    /// Who still sends does not hear an answer.
    private static void discard(InputStream rest) throws IOException {
        var buffer = new byte[64 * 1024];
        long left = DISCARDED;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = rest.read(buffer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!token.isIn(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.said(401, "The worker token is wrong: lovage.worker.token");
        }
        var key = BlobAddress.read(exchange.getRequestURI().toString());
        if (key.isEmpty()) {
            return Answer.said(404, "There is nothing here");
        }
        try {
            return placed(exchange, key.get());
        } catch (ApiException e) {
            return Answer.said(503, "PostgreSQL does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.said(503, "The api stops");
        } catch (RuntimeException e) {
            LOG.warn("A large value could not be kept or read", e);
            return Answer.said(500, "Something went wrong here");
        }
    }

    private Answer placed(HttpExchange exchange, BlobKey key)
            throws IOException, InterruptedException {
        if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return Answer.said(503, "Too many large values at once");
        }
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET" -> got(store.get(key));
                case "PUT" -> put(exchange, key);
                default -> Answer.said(405, "GET or PUT");
            };
        } finally {
            places.release();
        }
    }

    private static Answer got(Optional<byte[]> content) {
        return content.map(bytes -> new Answer(200, "application/octet-stream", bytes))
                .orElseGet(() -> Answer.said(404, "The value is gone"));
    }

    private Answer put(HttpExchange exchange, BlobKey key) throws IOException {
        var content = exchange.getRequestBody().readNBytes(most + 1);
        if (content.length > most) {
            return Answer.said(
                    413,
                    "A value has at most %,d bytes here (lovage.blobs.max-bytes)".formatted(most));
        }
        if (!Digest.hex(content).equals(key.sha256())) {
            return Answer.said(422, "The content is not what its SHA-256 says");
        }
        var type = Optional.ofNullable(exchange.getRequestHeaders().getFirst(TYPE));
        store.put(
                key,
                type.filter(text -> text.length() <= LONGEST_TYPE)
                        .orElse("application/octet-stream"),
                content);
        return new Answer(204, "text/plain", new byte[0]);
    }
}
