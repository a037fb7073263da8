package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskFailure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

final class WebhookTasksTest {
    private static final JsonMapper JSON = new JsonMapper();
    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site().text("/hook", 202, "text/plain", new byte[] {'k'});
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void postsATextThatIsTheSameInEveryAttempt() throws Exception {
        var sent = send("/hook", "it broke", null);

        var asked = site.asked.element();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(JSON.readTree(asked.body()))
                .isEqualTo(JSON.readTree("{\"text\": \"it broke\"}"));
        assertThat(asked.header("Content-type")).isEqualTo("application/json");
        assertThat(asked.header("Webhook-id")).isEqualTo("test~1:do.0").isEqualTo(sent.id());
        assertThat(asked.header("Idempotency-key")).isEqualTo("test~1:do.0");
        assertThat(Instant.ofEpochSecond(Long.parseLong(asked.header("Webhook-timestamp"))))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
        assertThat(asked.header("X-team")).isEqualTo("a");
        assertThat(sent.status()).isEqualTo(202);
    }

    @Test
    void postsAPayloadAsItIsAndATextBesideIt() throws Exception {
        send("/hook", null, JSON.readTree("[1]"));
        send("/hook", "t", JSON.readTree("{\"a\": 1}"));

        assertThat(site.asked.remove().body()).isEqualTo("[1]");
        assertThat(site.asked.remove().body()).isEqualTo("{\"a\":1,\"text\":\"t\"}");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> send("/hook", null, null)).hasMessageContaining("`payload`");
        assertThatThrownBy(() -> send("/hook", "t", JSON.readTree("[1]")))
                .hasMessageContaining("no place");
        assertThatThrownBy(() -> send("/hook", "t", JSON.readTree("{\"text\": \"u\"}")))
                .hasMessageContaining("no place");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void failsAsARequestDoes() throws IOException {
        site.status("/busy", 429, "Retry-After", "3").status("/moved", 302, "Location", "/hook");

        assertThatThrownBy(() -> send("/busy", "t", null))
                .isInstanceOfSatisfying(TaskFailure.class, f -> assertThat(f.delay()).isPresent());
        assertThatThrownBy(() -> send("/moved", "t", null))
                .isInstanceOfSatisfying(
                        TaskFailure.class, f -> assertThat(f.code()).isEqualTo("HTTP_STATUS"));
        try (var tripwire = new Tripwire()) {
            assertThatThrownBy(() ->
                            send(
                                    Call.allowing().wire(),
                                    "http://127.0.0.1:" + tripwire.port(),
                                    "t",
                                    null))
                    .isInstanceOfSatisfying(
                            TaskFailure.class,
                            f -> assertThat(f.code()).isEqualTo("EGRESS_DENIED"));
            tripwire.assertUntouched("a webhook");
        }
    }

    private WebhookTasks.Sent send(String path, @Nullable String text, @Nullable JsonNode payload)
            throws InterruptedException {
        return send(Call.allowing(site.opening()).wire(), site.url(path), text, payload);
    }

    private static WebhookTasks.Sent send(
            Wire wire, String url, @Nullable String text, @Nullable JsonNode payload)
            throws InterruptedException {
        return new WebhookTasks(wire)
                .webhook(
                        url,
                        Optional.ofNullable(text),
                        Optional.ofNullable(payload),
                        Optional.of(Map.of("X-Team", "a")),
                        Optional.empty(),
                        new OneStep());
    }
}
