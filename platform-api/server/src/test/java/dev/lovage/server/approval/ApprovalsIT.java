package dev.lovage.server.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.OwnApi;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.WorkflowExecutionSignaledEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The api before real servers: what PostgreSQL keeps, and what Temporal is told. No worker runs.
@Timeout(120)
class ApprovalsIT {
    private static final String OPEN =
            """
            insert into steps (accepted, epoch, seq, queued, generation, attempt, state, tenant,
                run, path, kind, task, awaits, until)
            select accepted, 1, 1, now(), 0, 0, 'WAITING', tenant, run, 'do', 'await', 'go', 'go',
                now() + interval '1 h'
            from runs where run = ?\
            """;
    private static OwnApi own;
    private static String token;

    @BeforeAll
    static void start() {
        own = new OwnApi();
        token = own.signIn();
        var saved =
                own.api
                        .call("PUT", "/api/v1/workflows/asking")
                        .bearer(token)
                        .yaml("name: asking\ndo: {await: go, assignees: [admin]}")
                        .send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    private static Api.Answer post(String path, String key, String json) {
        return own.api
                .call("POST", "/api/v1" + path)
                .bearer(token)
                .header("Idempotency-Key", key)
                .json(json)
                .send();
    }

    private static String asking() {
        var started = post("/workflows/asking/runs", UUID.randomUUID().toString(), "{}");
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        var run = started.json().path("id").asText();
        own.database().update(OPEN, run);
        return run;
    }

    /// Asked of Temporal itself.
    private static List<WorkflowExecutionSignaledEventAttributes> signals(String run) {
        var client = own.api.bean(WorkflowClient.class);
        return client
                .getWorkflowServiceStubs()
                .blockingStub()
                .getWorkflowExecutionHistory(
                        GetWorkflowExecutionHistoryRequest.newBuilder()
                                .setNamespace(client.getOptions().getNamespace())
                                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                                .build())
                .getHistory()
                .getEventsList()
                .stream()
                .filter(event -> event.hasWorkflowExecutionSignaledEventAttributes())
                .map(event -> event.getWorkflowExecutionSignaledEventAttributes())
                .toList();
    }

    private static String told(WorkflowExecutionSignaledEventAttributes signal) {
        return signal.getInput().getPayloads(0).getData().toStringUtf8();
    }

    @Test
    void ofManyDecisionsAtOnceOneReachesTheRun() throws Exception {
        var run = asking();
        var approval = "/approvals/do@" + run;
        var listed = own.api.call("GET", "/api/v1/approvals?mine=true&run=" + run);
        assertThat(listed.bearer(token).send().json().at("/items/0/id").asText())
                .isEqualTo("do@" + run);

        Callable<Api.Answer> decide =
                () -> post(approval, UUID.randomUUID().toString(), "{\"value\": 1}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> decide).toList());
            int accepted = 0;
            for (var answer : answers) {
                var status = answer.get().status();
                assertThat(status).isIn(202, 409);
                accepted += status == 202 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }

        assertThat(signals(run)).hasSize(1);
        assertThat(told(signals(run).getFirst()))
                .contains("\"name\":\"go\"", "\"path\":\"do\"", "\"value\":1", "\"by\":\"admin\"");
        var late = post(approval, "late", "{\"reject\": true}");
        assertThat(late.code()).isEqualTo("APPROVAL_DECIDED");
        assertThat(late.json().path("detail").asText()).startsWith("admin approved it at ");
        assertThat(
                        own.database()
                                .value(
                                        "select string_agg(outcome, ' ' order by seq) from audit"
                                                + " where resource = ?",
                                        "approval/do@" + run))
                .isEqualTo("requested done");
    }

    @Test
    void aSignalIsSentOnceHoweverOftenItIsRepeated() {
        var run = asking();

        for (int i = 0; i < 3; i++) {
            assertThat(post("/runs/" + run + "/signals/go", "one", "{\"value\": [1]}").status())
                    .isEqualTo(202);
        }

        assertThat(signals(run)).hasSize(1);
        assertThat(told(signals(run).getFirst())).contains("\"id\":\"one\"", "\"value\":[1]");
    }

    @Test
    void aPauseIsToldWithItsEndAndWhyTellsOfIt() {
        var run = asking();
        var until = "2999-01-01T00:00:00Z";

        var paused =
                post(
                        "/runs/" + run + "/pause",
                        "p",
                        "{\"reason\": \"Deploy.\", \"until\": \"" + until + "\"}");
        own.database().update("update runs set status = 'PAUSED' where run = ?", run);

        assertThat(paused.status()).isEqualTo(202);
        assertThat(told(signals(run).getFirst()))
                .contains("\"reason\":\"Deploy.\"", until, "\"by\":\"admin\"");
        var why = own.api.call("GET", "/api/v1/runs/" + run + "/why").bearer(token).send().json();
        assertThat(why.path("sentence").asText())
                .isEqualTo("admin paused the run until 2999-01-01 00:00:00 UTC: Deploy.");
        assertThat(post("/runs/" + run + "/resume", "r", "{}").status()).isEqualTo(202);
        assertThat(signals(run)).hasSize(2);
    }

    @Test
    void aRunThatEndedIsToldNothing() {
        var run = asking();
        post("/runs/" + run + "/terminate", "t", "{}");

        assertThat(post("/approvals/do@" + run, "x", "{\"value\": 1}").code())
                .isEqualTo("RUN_ENDED");
        assertThat(post("/runs/" + run + "/pause", "y", "{}").code()).isEqualTo("RUN_ENDED");
        assertThat(signals(run)).isEmpty();
    }
}
