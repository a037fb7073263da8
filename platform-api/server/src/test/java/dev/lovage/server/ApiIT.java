package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.local.Door.State;
import dev.lovage.server.access.Permission.Role;

import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.client.WorkflowClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class ApiIT {
    private static final List<State> OUTAGES = List.of(State.SHUT, State.SILENT);

    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static OwnApi own;
    private static String token;

    @BeforeAll
    static void start() {
        own = new OwnApi();
        token = own.signIn();
        var saved =
                own.api
                        .call("PUT", "/api/v1/workflows/still")
                        .bearer(token)
                        .yaml("name: still\ndo: {value: 1}")
                        .send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @BeforeEach
    void everyoneIsKnown() {
        assertThat(get("/me").status()).isEqualTo(200);
    }

    @AfterEach
    void openTheDoors() {
        own.postgres.turn(State.OPEN);
        own.temporal.turn(State.OPEN);
        untilAnswers("/runs/nothing", 404);
    }

    /// Broken connections are made again by asking; gives up after a while.
    private static void untilAnswers(String path, int status) {
        var end = System.nanoTime() + RECOVERY.toNanos();
        while (get(path).status() != status && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(get(path).status()).isEqualTo(status);
    }

    private static Api.Answer get(String path) {
        return own.api.call("GET", "/api/v1" + path).bearer(token).send();
    }

    private static Api.Answer start(String key, String body) {
        return own.api
                .call("POST", "/api/v1/workflows/still/runs")
                .bearer(token)
                .header("Idempotency-Key", key)
                .json(body)
                .send();
    }

    private static String run(Api.Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static String outcomes(String run) {
        return own.database()
                .value(
                        "select string_agg(outcome, ' ' order by seq) from audit where resource = ?",
                        "run/" + run);
    }

    /// Asked of Temporal itself, not of the api.
    private static boolean exists(String run) {
        var client = own.api.bean(WorkflowClient.class);
        var count =
                client.getWorkflowServiceStubs()
                        .blockingStub()
                        .countWorkflowExecutions(
                                CountWorkflowExecutionsRequest.newBuilder()
                                        .setNamespace(client.getOptions().getNamespace())
                                        .setQuery("WorkflowId = '" + run + "'")
                                        .build());
        return count.getCount() > 0;
    }

    @Test
    void twoStartsWithOneKeyAreOneRun() {
        var key = UUID.randomUUID().toString();
        var first = start(key, "{\"input\": {\"a\": 1}}");
        var second = start(key, "{\"input\": {\"a\": 1}}");
        var other = start(key, "{\"input\": {\"a\": 2}}");

        assertThat(run(second)).isEqualTo(run(first));
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(outcomes(run(first)))
                .isEqualTo("requested done requested done requested failed");
    }

    @Test
    void fiftyStartsAtOnceWithOneKeyAreOneRun() throws Exception {
        var key = UUID.randomUUID().toString();
        Callable<Api.Answer> call = () -> start(key, "{}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> call).toList());
            var runs = new java.util.HashSet<String>();
            var fresh = 0;
            for (var answer : answers) {
                if (answer.get().status() == 202) {
                    runs.add(run(answer.get()));
                    fresh += answer.get().header("idempotency-replayed").isEmpty() ? 1 : 0;
                } else {
                    assertThat(answer.get().status()).isEqualTo(503);
                }
            }
            assertThat(runs).hasSize(1);
            assertThat(fresh).isEqualTo(1);
        }
    }

    @Test
    void aRunIsReadWaitedForAndTerminated() {
        var run = run(start(UUID.randomUUID().toString(), "{\"tags\": [\"one\"]}"));

        assertThat(get("/runs/" + run).json().path("state").asText()).isEqualTo("QUEUED");
        assertThat(get("/runs?tag=one").json().path("items").path(0).path("id").asText())
                .isEqualTo(run);
        assertThat(get("/runs/" + run + "/graph").json().path("nodes")).hasSize(1);
        assertThat(get("/runs/" + run + "/result?wait=200ms").status()).isEqualTo(202);
        var end =
                own.api
                        .call("POST", "/api/v1/runs/" + run + "/terminate")
                        .bearer(token)
                        .json("{\"reason\": \"enough\"}")
                        .send();
        assertThat(end.status()).isEqualTo(202);
        var result = get("/runs/" + run + "/result?wait=10s");
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.json().path("state").asText()).isEqualTo("TERMINATED");
        assertThat(result.json().path("error").path("message").asText()).isEqualTo("enough");
    }

    @Test
    void whoAdministersReadsInTheAuditWhoDidWhatToARun() {
        var run = run(start(UUID.randomUUID().toString(), "{}"));
        var end = own.api.call("POST", "/api/v1/runs/" + run + "/terminate").bearer(token);
        assertThat(end.json("{\"reason\": \"enough\"}").send().status()).isEqualTo(202);

        var newest = get("/audit?pageSize=1&run=" + run).json();
        var next = newest.path("nextPageToken").asText();
        var older = get("/audit?pageSize=1&run=" + run + "&pageToken=" + next).json();

        var entry = newest.at("/items/0");
        assertThat(entry.path("by").asText()).isEqualTo("admin");
        assertThat(entry.path("action").asText()).isEqualTo("run:terminate");
        assertThat(entry.path("subject").asText()).isEqualTo("run/" + run);
        assertThat(entry.path("reason").asText()).isEqualTo("enough");
        assertThat(entry.path("outcome").asText()).isEqualTo("DONE");
        assertThat(entry.path("concludedAt").asText()).endsWith("Z");
        assertThat(older.at("/items/0/action").asText()).isEqualTo("run:start");
        assertThat(older.has("nextPageToken")).isFalse();
        assertThat(get("/audit?by=ann&pageToken=" + next).pointer()).isEqualTo("?pageToken");
    }

    @Test
    void aViewerDoesNotReadTheAuditAndThatStandsInIt() {
        var refused = own.api.call("GET", "/api/v1/audit").as(Role.VIEWER).send();

        assertThat(refused.status()).isEqualTo(403);
        var denied = get("/audit?action=audit:read&subject=audit/*").json();
        assertThat(denied.at("/items/0/outcome").asText()).isEqualTo("DENIED");
        assertThat(denied.at("/items/0/by").asText()).isEqualTo("service");
    }

    @Test
    void aRunWithoutARowIsDescribedByTemporal() {
        var run = run(start(UUID.randomUUID().toString(), "{}"));
        own.database().update("delete from runs where run = ?", run);

        var read = get("/runs/" + run).json();

        assertThat(read.path("seen").path("source").asText()).isEqualTo("temporal");
        assertThat(read.path("workflow").asText()).isEqualTo("still");
    }

    @ParameterizedTest
    @FieldSource("OUTAGES")
    void whilePostgresIsAwayNothingIsStarted(State state) {
        var id = "away-" + UUID.randomUUID();
        own.postgres.turn(state);

        var begin = System.nanoTime();
        var answer = start("key", "{\"id\": \"" + id + "\"}");
        var took = Duration.ofNanos(System.nanoTime() - begin);

        assertUnavailable(answer, took);
        own.postgres.turn(State.OPEN);
        assertThat(exists(id)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("OUTAGES")
    void whileTemporalIsAwayAStartIsUnknownAndRepeatedItIsOneRun(State state) {
        var key = UUID.randomUUID().toString();
        own.temporal.turn(state);

        var begin = System.nanoTime();
        var answer = start(key, "{}");
        var took = Duration.ofNanos(System.nanoTime() - begin);

        assertUnavailable(answer, took);
        own.temporal.turn(State.OPEN);
        untilAnswers("/runs/nothing", 404);
        var run = run(start(key, "{}"));
        assertThat(outcomes(run)).isEqualTo("requested unknown requested done");
        assertThat(get("/workflows").status()).isEqualTo(200);
    }

    /// The promise itself is two seconds; it is a promise to callers, so the test holds it.
    private static void assertUnavailable(Api.Answer answer, Duration took) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(took).isLessThan(PROMISED.plusSeconds(1));
    }
}
