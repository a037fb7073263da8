package dev.lovage.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.server.access.People;
import dev.lovage.server.access.Permission.Role;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A running api for a test, and a caller of it.
public final class Api implements AutoCloseable {
    public static final String FEED_TOKEN = "a token that consoles share with the api";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Role, String> tokens = new HashMap<>();

    private Api(Map<String, Object> settings) {
        var all = new HashMap<String, Object>(settings);
        all.putIfAbsent("micronaut.server.port", -1);
        all.putIfAbsent("endpoints.all.port", -1);
        server = ApplicationContext.run(EmbeddedServer.class, all, "test");
    }

    /// With fakes behind it.
    public static Api withFakes() {
        return new Api(Map.of("fakes", true, "lovage.feed.token", FEED_TOKEN));
    }

    /// With real servers behind it.
    public static Api with(Map<String, Object> settings) {
        return new Api(settings);
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public ApplicationContext context() {
        return server.getApplicationContext();
    }

    public URI uri() {
        return server.getURI();
    }

    /// A token of the default tenant.
    public synchronized String token(Role role) {
        return tokens.computeIfAbsent(role, r -> bean(People.class).token("default", r));
    }

    public Call call(String method, String path) {
        return new Call(method, path);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }

    /// A request that is being put together.
    public final class Call {
        private final HttpRequest.Builder request;
        private final String method;
        private String contentType;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, String path) {
            this.method = method;
            request = HttpRequest.newBuilder(URI.create(uri() + path)).timeout(PATIENCE);
        }

        public Call as(Role role) {
            return bearer(token(role));
        }

        public Call bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call json(String text) {
            return body("application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        public Call yaml(String text) {
            return body("application/yaml", text.getBytes(StandardCharsets.UTF_8));
        }

        public Call body(String type, byte[] bytes) {
            contentType = type;
            body = BodyPublishers.ofByteArray(bytes);
            return this;
        }

        public Answer send() {
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            try {
                return new Answer(
                        http.send(request.method(method, body).build(), BodyHandlers.ofString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String code() {
            return json().path("code").asText();
        }

        /// The pointer of the first error.
        public String pointer() {
            return json().path("errors").path(0).path("pointer").asText("none");
        }
    }
}
