package dev.lovage.worker.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;

import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `http.request`.
@Singleton
final class HttpTasks {
    private static final int MOST_REDIRECTS = 3;
    private static final String KEY = "idempotency-key";

    private final Wire wire;

    HttpTasks(Wire wire) {
        this.wire = wire;
    }

    @Task(
            value = "http.request",
            description =
                    "Calls a public address. Fails with HTTP_STATUS where the answer's status is"
                            + " not expected (2xx unless said); `keep: false` leaves out the body.")
    public Answer request(
            String url,
            Optional<Method> method,
            Optional<Map<String, String>> headers,
            Optional<Map<String, JsonNode>> query,
            Optional<JsonNode> body,
            Optional<List<Integer>> expect,
            Optional<Duration> timeout,
            Optional<Integer> redirects,
            Optional<Boolean> keep,
            TaskContext context)
            throws InterruptedException {
        var address = WebAddress.of(url).with(Query.of(query.orElse(Map.of())));
        var sent = headers(headers.orElse(Map.of()), method.orElse(Method.GET), context);
        var content = body.map(Content::of).orElse(Content.NONE);
        var begun = System.nanoTime();
        var received =
                wire.send(
                        Outgoing.of(method.orElse(Method.GET), address, sent, content),
                        Math.clamp(redirects.orElse(MOST_REDIRECTS), 0, MOST_REDIRECTS),
                        timeout.orElse(wire.longest()));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        Expected.of(expect).require(received);
        return Answer.of(received, keep.orElse(true) ? Body.of(received) : Body.NONE, took);
    }

    /// What does a thing, does it once: the other side can tell a second attempt from a second
    /// call.
    private static Map<String, String> headers(
            Map<String, String> given, Method method, TaskContext context) {
        var headers = new TreeMap<>(Headers.checked(given));
        if (method.repeats()) {
            headers.putIfAbsent(KEY, context.idempotencyKey());
        }
        return headers;
    }
}
