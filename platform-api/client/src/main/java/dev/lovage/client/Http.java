package dev.lovage.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Sends requests and reads answers: JSON both ways, problems as exceptions.
final class Http implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Longer than the longest wait for a result that the api grants.
    private static final Duration ANSWER = Duration.ofSeconds(70);

    private static final int LARGEST_PROBLEM = 64 * 1024;

    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .build();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final URI base;
    private final String program;
    private final Supplier<@Nullable String> token;

    Http(URI base, String program, Supplier<@Nullable String> token) {
        this.base = base;
        this.program = program;
        this.token = token;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    <T> T get(String path, Map<String, @Nullable Object> parameters, TypeReference<T> type) {
        return read(exchange(request(path + query(parameters)).GET()), type);
    }

    byte[] bytes(String path) {
        return exchange(request(path).GET()).body();
    }

    <T> T send(String method, String path, Object body, TypeReference<T> type) {
        return read(exchange(withJson(request(path), method, body)), type);
    }

    void send(String method, String path, @Nullable Object body) {
        exchange(withJson(request(path), method, body));
    }

    /// @param version that is replaced; `null`: whatever there is
    <T> T replace(String path, Object body, @Nullable Long version, TypeReference<T> type) {
        var request = withJson(request(path), "PUT", body);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return read(exchange(request), type);
    }

    <T> T sendText(String method, String path, String text, TypeReference<T> type) {
        var request =
                request(path)
                        .header(
                                "Content-Type",
                                text.stripLeading().startsWith("{")
                                        ? "application/json"
                                        : "application/yaml")
                        .method(method, BodyPublishers.ofString(text));
        return read(exchange(request), type);
    }

    /// @param key the same key again is the same request
    <T> T once(String path, Object body, @Nullable String key, TypeReference<T> type) {
        var request = withJson(request(path), "POST", body);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return read(exchange(request), type);
    }

    /// A line of events that does not end by itself; fails when none begins in time.
    InputStream stream(String path, Map<String, @Nullable Object> parameters, String lastId) {
        var request = request(path + query(parameters)).setHeader("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        var answer = sent(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() < 400) {
            return answer.body();
        }
        try (var body = answer.body()) {
            throw refused(answer.statusCode(), body.readNBytes(LARGEST_PROBLEM));
        } catch (IOException e) {
            throw new UnreachableException(base, "status " + answer.statusCode(), e);
        }
    }

    /// One segment of a path, with everything that could end it encoded.
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The parameters by which a page is asked for, for others to be put behind.
    static Map<String, @Nullable Object> page(int pageSize, @Nullable String pageToken) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("pageSize", pageSize);
        parameters.put("pageToken", pageToken);
        return parameters;
    }

    private static String query(Map<String, @Nullable Object> parameters) {
        var query =
                parameters.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .map(entry ->
                                entry.getKey() + "=" + segment(String.valueOf(entry.getValue())))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                        .timeout(ANSWER)
                        .header("Lovage-Client", program)
                        .header("Accept", "application/json");
        var bearer = token.get();
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private static HttpRequest.Builder withJson(
            HttpRequest.Builder request, String method, @Nullable Object body) {
        return body == null
                ? request.method(method, BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(method, json(body));
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("This cannot be sent as JSON", e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        var answer = sent(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 400) {
            throw refused(answer.statusCode(), answer.body());
        }
        return answer;
    }

    private <T> HttpResponse<T> sent(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            var what = e.getMessage();
            throw new UnreachableException(base, what == null ? "nothing listens there" : what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(base, "interrupted while waiting", e);
        }
    }

    private RuntimeException refused(int status, byte[] body) {
        try {
            return new ProblemException(JSON.readValue(body, Problem.class));
        } catch (IOException | NullPointerException e) {
            return new UnreachableException(base, "status " + status + " without a problem", e);
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, TypeReference<T> type) {
        try {
            return JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new UnreachableException(base, "an answer that is not what was asked for", e);
        }
    }
}
