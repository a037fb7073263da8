package dev.lovage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.events.RunState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

final class RunHandleTest {
    record Receipt(String id, long cents) {}

    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private LovageClient client;
    private Runs runs;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = LovageClient.at(base, () -> "t");
        runs = new Runs(client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        var last = answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
        var bytes = last.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void waitsForATypedResult() throws Exception {
        answers.add("{'id': 'o~1', 'workflow': 'order', 'revision': 1, 'state': 'QUEUED'}");
        answers.add("{'id': 'o~1', 'state': 'RUNNING'}");
        answers.add("{'id': 'o~1', 'state': 'SUCCEEDED', 'result': {'id': 'r', 'cents': 7}}");

        var run = runs.start("order", Map.of("card", "1")).as(Receipt.class);

        assertThat(run.result(Duration.ofMinutes(2))).isEqualTo(new Receipt("r", 7));
        assertThat(asked.getFirst())
                .startsWith("POST /api/v1/workflows/order/runs ")
                .contains("{\"card\":\"1\"}");
        assertThat(asked.get(1)).startsWith("GET /api/v1/runs/o%7E1/result?wait=PT50S");
    }

    @Test
    void readsListsByTheirType() throws Exception {
        answers.add("{'id': 'o~1', 'state': 'SUCCEEDED', 'result': [{'id': 'r', 'cents': 7}]}");

        var run = runs.of("o~1").as(new TypeReference<List<Receipt>>() {});

        assertThat(run.result(Duration.ZERO)).containsExactly(new Receipt("r", 7));
    }

    @Test
    void throwsTheErrorOfARunThatFailed() {
        answers.add(
                "{'id': 'o~1', 'state': 'FAILED', 'error': {'code': 'CARD_DECLINED', 'type':"
                        + " 'CARD_DECLINED', 'message': 'no', 'path': 'do.1', 'attempt': 2,"
                        + " 'retryable': false}}");

        var thrown =
                catchThrowableOfType(
                        RunFailedException.class, () -> runs.of("o~1").result(Duration.ZERO));

        assertThat(thrown).hasMessage("The run o~1 is FAILED: CARD_DECLINED no");
        assertThat(thrown.code()).isEqualTo("CARD_DECLINED");
        assertThat(thrown.error()).hasValueSatisfying(e -> assertThat(e.path()).isEqualTo("do.1"));
        assertThat(runs.of("o~1").error()).isPresent();
    }

    @Test
    void saysThatARunIsNotThereYet() {
        answers.add("{'id': 'o~1', 'state': 'RUNNING'}");

        assertThat(runs.of("o~1").ready()).isFalse();
        assertThat(runs.of("o~1").state()).isEqualTo(RunState.RUNNING);
        assertThatThrownBy(() -> runs.of("o~1").result(Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("RUNNING");
    }

    @Test
    void speaksCelerysWords() {
        answers.add("{'id': 'add~1', 'workflow': 'add', 'revision': 0, 'state': 'QUEUED'}");

        runs.delay("add", 2, 3).revoke();

        assertThat(asked.getFirst())
                .startsWith("POST /api/v1/tasks/add/runs ")
                .contains("\"args\":[2,3]");
        assertThat(asked.get(1)).startsWith("POST /api/v1/runs/add%7E1/cancel ");
    }

    @Test
    void appliesADefinitionAndStartsACanvas() {
        answers.add(
                "{'name': 'one', 'revision': 1, 'created': true, 'warnings': [], 'graph':"
                        + " {'nodes': [], 'edges': []}}");
        runs.apply(CanvasReader.definition("name: one\ndo: {value: 1}"));

        answers.clear();
        answers.add("{'id': 'adhoc~1', 'workflow': 'adhoc', 'revision': 0, 'state': 'QUEUED'}");
        var run = runs.start(CanvasReader.canvas(Map.of("value", 1)), null);

        assertThat(asked.getFirst())
                .isEqualTo(
                        "PUT /api/v1/workflows/one {\"lovage\":1,\"name\":\"one\",\"do\":{\"value\":1}}");
        assertThat(run.id()).isEqualTo("adhoc~1");
        assertThat(asked.get(1)).contains("\"canvas\":{\"value\":1}");
    }
}
