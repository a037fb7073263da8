package dev.lovage.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `notify.webhook`, in the form of Standard Webhooks, without a signature.
@Singleton
final class WebhookTasks {
    private static final int NO_REDIRECTS = 0;

    private final Wire wire;

    WebhookTasks(Wire wire) {
        this.wire = wire;
    }

    /// A message that was taken.
    ///
    /// @param id the same in every attempt
    record Sent(String id, int status, long millis) {}

    @Task(
            value = "notify.webhook",
            description =
                    "Posts `{text}` or a payload of its own as JSON to a public address. The header"
                            + " webhook-id is the same in every attempt.",
            attempts = 3,
            backoff = "2s")
    public Sent webhook(
            String url,
            Optional<String> text,
            Optional<JsonNode> payload,
            Optional<Map<String, String>> headers,
            Optional<Duration> timeout,
            TaskContext context)
            throws InterruptedException {
        var id = context.idempotencyKey();
        var all = new TreeMap<>(Headers.checked(headers.orElse(Map.of())));
        all.put("webhook-id", id);
        all.put("webhook-timestamp", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        all.putIfAbsent("idempotency-key", id);
        var content = Content.json(message(text, payload));
        var begun = System.nanoTime();
        var received =
                wire.send(
                        Outgoing.of(Method.POST, WebAddress.of(url), all, content),
                        NO_REDIRECTS,
                        timeout.orElse(wire.longest()));
        Expected.of(Optional.empty()).require(received);
        return new Sent(
                id, received.status(), Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private static JsonNode message(Optional<String> text, Optional<JsonNode> payload) {
        if (text.isEmpty()) {
            return payload.orElseThrow(
                    () -> wrong("There is neither `text` nor `payload` to send"));
        }
        return switch (payload.orElseGet(JsonNodeFactory.instance::objectNode)) {
            case ObjectNode object when !object.has("text") ->
                    object.deepCopy().put("text", text.get());
            case JsonNode _ ->
                    throw wrong("`text` has no place in this `payload`: give one of them");
        };
    }

    private static TaskFailure wrong(String what) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, what).permanent();
    }
}
