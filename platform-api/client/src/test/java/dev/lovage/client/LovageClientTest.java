package dev.lovage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LovageClientTest {
    private HttpServer server;
    private LovageClient client;
    private String asked;
    private String body;
    private String match;
    private String answer = "{}";
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client =
                LovageClient.at(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        () -> "lvs_1");
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked =
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Authorization")
                        + " "
                        + exchange.getRequestHeaders().getFirst("Idempotency-Key");
        match = exchange.getRequestHeaders().getFirst("If-Match");
        body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void startsARunUnderItsKey() {
        status = 202;
        answer =
                """
                {"id": "census~1", "workflow": "census", "revision": 2, "state": "QUEUED", "later": true}\
                """;

        var accepted = client.start("census", Run.Start.with(Map.of("folder", "/x")), "k 1");

        assertThat(accepted).isEqualTo(new Run.Accepted("census~1", "census", 2, RunState.QUEUED));
        assertThat(asked).isEqualTo("POST /api/v1/workflows/census/runs Bearer lvs_1 k 1");
        assertThat(body).contains("\"input\":{\"folder\":\"/x\"}");
    }

    @Test
    void tellsARunWhatItAwaitsUnderAKey() {
        status = 202;
        answer = "{\"id\": \"k-1\"}";

        var sent = client.signal("release~1", "go", "do.1.m.3", Signal.of(List.of(1)), "k-1");

        assertThat(sent.id()).isEqualTo("k-1");
        assertThat(asked)
                .isEqualTo(
                        "POST /api/v1/runs/release%7E1/signals/go?path=do.1.m.3 Bearer lvs_1 k-1");
        assertThat(body).isEqualTo("{\"value\":[1]}");
    }

    @Test
    void decidesAnApproval() {
        status = 202;
        answer = "{\"id\": \"k-1\"}";

        client.approvals().decide("do.1@release~1", Approval.Decision.reject("No."), "k-1");

        assertThat(asked).isEqualTo("POST /api/v1/approvals/do.1%40release%7E1 Bearer lvs_1 k-1");
        assertThat(body).isEqualTo("{\"reject\":true,\"comment\":\"No.\"}");
    }

    @Test
    void nothingInAnIdEscapesItsSegment() {
        answer =
                """
                {"id": "a", "state": "SUCCEEDED", "result": 7}\
                """;

        var result = client.result("../a b/?~ü", Duration.ofSeconds(30));

        assertThat(result.result()).isEqualTo(7L);
        assertThat(asked)
                .startsWith("GET /api/v1/runs/..%2Fa%20b%2F%3F%7E%C3%BC/result?wait=PT30S ");
    }

    @Test
    void asksOnlyForWhatTheQueryNames() {
        answer =
                """
                {"items": [], "asOf": "2026-03-01T10:00:00Z"}\
                """;

        var page = client.runs(RunQuery.ALL.page(20, null));

        assertThat(page)
                .isEqualTo(new Page<>(List.of(), null, Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(asked).startsWith("GET /api/v1/runs?pageSize=20 ");
    }

    @Test
    void aRefusalCarriesTheProblem() {
        status = 422;
        answer =
                """
                {"type": "/problems/INPUT_INVALID", "title": "Invalid input", "status": 422, "detail": "width is missing",
                 "code": "INPUT_INVALID", "requestId": "r1",
                 "errors": [{"pointer": "/input/width", "code": "REQUIRED", "message": "is missing"}]}\
                """;

        var refused = catchThrowableOfType(ProblemException.class, () -> client.run("x"));

        assertThat(refused).hasMessage("width is missing");
        assertThat(refused.problem().errors())
                .containsExactly(new Problem.Detail("/input/width", "REQUIRED", "is missing"));
    }

    @Test
    void aRunThatIsNotThereIsNotFound() {
        status = 404;
        answer =
                """
                {"type": "/problems/NOT_FOUND", "title": "Not found", "status": 404, "code": "NOT_FOUND",
                 "requestId": "r1", "errors": []}\
                """;

        assertThat(client.findRun("x")).isEmpty();
    }

    @Test
    void somethingElseAtTheAddressIsNotLovage() {
        status = 502;
        answer = "<html>bad gateway</html>";

        assertThatThrownBy(() -> client.run("x"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("status 502");
    }

    @Test
    void nothingAtTheAddressIsUnreachable() {
        server.stop(0);

        assertThatThrownBy(() -> client.me())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("null");
    }

    @Test
    void savesAScheduleOverTheVersionItHasRead() {
        answer =
                """
                {"name": "nightly", "action": {"workflow": "census"},
                 "spec": {"every": [{"every": "PT15M"}], "timezone": "UTC"},
                 "policies": {"overlap": "SKIP", "catchup": "PT10M", "dst": "NATIVE"},
                 "status": {"paused": false, "applied": {"state": "PENDING"},
                   "fires": {"next": ["2026-11-21T13:00:00Z"], "recent": [],
                     "counts": {"started": 1, "missed": 0, "skipped": 0, "running": 0}}},
                 "saved": {"version": 8, "at": "2026-11-21T12:50:00Z"}}\
                """;
        var spec = Schedule.Spec.every(Duration.ofMinutes(15), "UTC");

        var saved =
                client.saveSchedule(
                        "nightly",
                        Schedule.Put.of(Schedule.Action.workflow("census", 1), spec),
                        7L);

        assertThat(asked).startsWith("PUT /api/v1/schedules/nightly ");
        assertThat(match).isEqualTo("\"7\"");
        assertThat(body)
                .isEqualTo(
                        """
                        {"action":{"workflow":"census","input":1},\
                        "spec":{"every":[{"every":"PT15M"}],"timezone":"UTC"}}\
                        """);
        assertThat(saved.spec()).isEqualTo(spec);
        assertThat(saved.status().applied().state()).isEqualTo(Schedule.Applied.State.PENDING);
        assertThat(saved.status().fires().next())
                .containsExactly(Instant.parse("2026-11-21T13:00:00Z"));
        assertThat(saved.saved().version()).isEqualTo(8);
    }
}
