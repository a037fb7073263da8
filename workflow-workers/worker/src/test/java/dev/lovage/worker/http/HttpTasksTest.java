package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.worker.http.Answer.Form;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;

final class HttpTasksTest {
    private Site site;
    private Call call;

    @BeforeEach
    void open() throws IOException {
        site = new Site();
        call = Call.allowing(site.opening());
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void tellsAllAboutAnAnswer() throws Exception {
        site.text("/a", 200, "application/json", utf8("{\"ü\": [1, 2.5]}"));

        var answer = call.get(site.url("/a?b=c#d"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.form()).isEqualTo(Form.JSON);
        assertThat(answer.body()).isEqualTo(new JsonMapper().readTree("{\"ü\": [1, 2.5]}"));
        assertThat(answer.bytes()).isEqualTo(16);
        assertThat(answer.sha256())
                .isEqualTo("fb7ef5ad1f53f6d421355e5fbb9a1bdd0f39ffb2801b9867d1e248ef41bf2d48");
        assertThat(answer.url()).isEqualTo(site.url("/a?b=c"));
        assertThat(site.asked.element().target()).isEqualTo("/a?b=c");
    }

    @Test
    void givesTheBodyInTheFormItHas() throws Exception {
        site.text("/json", 200, "application/problem+json; charset=utf-8", utf8("1"));
        site.text("/broken", 200, "application/json", utf8("{oh"));
        site.text("/latin", 200, "text/plain; charset=iso-8859-1", new byte[] {(byte) 0xfc});
        site.text("/unsaid", 200, "", utf8("ü"));
        site.text("/odd", 200, "text/plain; charset=klingon", utf8("ü"));
        site.text("/bytes", 200, "text/plain", new byte[] {(byte) 0xfc, 0});
        site.text("/none", 204, "text/plain", new byte[0]);

        assertThat(form("/json")).isEqualTo("JSON 1");
        assertThat(form("/broken")).isEqualTo("TEXT {oh");
        assertThat(form("/latin")).isEqualTo("TEXT ü");
        assertThat(form("/unsaid")).isEqualTo("TEXT ü");
        assertThat(form("/odd")).isEqualTo("TEXT ü");
        assertThat(form("/bytes")).isEqualTo("BASE64 /AA=");
        assertThat(form("/none")).isEqualTo("NONE null");
        assertThat(call.with("keep", false).get(site.url("/json")).form()).isEqualTo(Form.NONE);
    }

    @Test
    void answersAHeadWithoutABody() throws Exception {
        site.page(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Length", "1000");
                    exchange.sendResponseHeaders(200, -1);
                });

        var answer = call.with("method", Method.HEAD).get(site.url("/"));

        assertThat(answer.bytes()).isZero();
        assertThat(answer.headers()).containsEntry("content-length", "1000");
    }

    @Test
    void sendsWhatItWasGiven() throws Exception {
        site.text("/", 200, "", new byte[0]);
        call.with("method", Method.POST)
                .with("query", Map.of("q", List.of("a b", "ü&"), "none", Collections.emptyList()))
                .with("headers", Map.of("X-One", "1"))
                .with("body", Map.of("n", 1))
                .get(site.url("/?x=y"));

        var asked = site.asked.remove();
        assertThat(asked.target()).isEqualTo("/?x=y&q=a%20b&q=%C3%BC%26");
        assertThat(asked.body()).isEqualTo("{\"n\":1}");
        assertThat(asked.header("Content-type")).isEqualTo("application/json");
        assertThat(asked.header("X-one")).isEqualTo("1");
        assertThat(asked.header("Idempotency-key")).isEqualTo("test~1:do.0");
        assertThat(asked.header("Host")).isEqualTo("127.0.0.1:" + site.port());

        call.with("method", Method.PUT).with("body", "ü").get(site.url("/"));

        asked = site.asked.remove();
        assertThat(asked.body()).isEqualTo("ü");
        assertThat(asked.header("Content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(asked.header("Idempotency-key")).isEmpty();
    }

    @Test
    void refusesHeadersThatWouldChangeTheMessage() {
        for (var header :
                List.of(
                        Map.of("Host", "a.test"),
                        Map.of("Content-Length", "1"),
                        Map.of("transfer-encoding", "chunked"),
                        Map.of("Connection", "upgrade"),
                        Map.of("Proxy-Authorization", "x"),
                        Map.of("X", "a\r\nY: b"),
                        Map.of("X: y", "a"),
                        Map.of("", "a"),
                        Map.of("X", "ü"),
                        Map.of("X", "a".repeat(17_000)))) {
            var failure = call.with("headers", header).failure(site.url("/"));

            assertThat(failure.code()).as(header.toString()).isEqualTo("BAD_ARGUMENTS");
        }
    }

    @Test
    void failsWithAStatusThatIsNotExpected() throws Exception {
        site.text("/404", 404, "text/plain", utf8("no such thing"));
        site.text("/500", 500, "text/plain", new byte[0]);

        var failure = call.failure(site.url("/404"));

        assertThat(failure.code()).isEqualTo("HTTP_STATUS");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.details().orElseThrow())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("status", 404)
                .containsEntry("body", "no such thing");
        assertThat(call.failure(site.url("/500")).retryable()).isTrue();
        assertThat(call.with("expect", List.of(404)).get(site.url("/404")).status()).isEqualTo(404);
        assertThat(call.with("expect", List.of(404)).failure(site.url("/500")).code())
                .isEqualTo("HTTP_STATUS");
    }

    @Test
    void comesBackWhenItIsToldTo() {
        var later =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        site.status("/seconds", 503, "Retry-After", "7")
                .status("/date", 429, "Retry-After", later)
                .status("/never", 429, "Retry-After", "999999999")
                .status("/past", 429, "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")
                .status("/odd", 503, "Retry-After", "soon")
                .status("/final", 400, "Retry-After", "7");

        assertThat(call.failure(site.url("/seconds")).delay()).contains(Duration.ofSeconds(7));
        assertThat(call.failure(site.url("/date")).delay().orElseThrow())
                .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
        assertThat(call.failure(site.url("/never")).delay()).contains(Duration.ofHours(1));
        assertThat(call.failure(site.url("/past")).delay()).isEmpty();
        assertThat(call.failure(site.url("/odd")).delay()).isEmpty();
        assertThat(call.failure(site.url("/final")).retryable()).isFalse();
    }

    private String form(String path) throws InterruptedException {
        var answer = call.get(site.url(path));
        return answer.form() + " " + answer.body();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
