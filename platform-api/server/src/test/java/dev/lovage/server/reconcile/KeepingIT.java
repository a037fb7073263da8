package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.canvas.RunMemo;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnApi;
import dev.lovage.server.run.RunEngine;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What only Temporal has of a run, because it is too large for events, is readable when Temporal
/// has it no more.
@Timeout(180)
class KeepingIT {
    private static final String GIVEN = "g".repeat(20_000);
    private static final String RESULT = "r".repeat(30_000);
    private static final String VALUE = "v".repeat(40_000);

    /// With the id of the execution that it came about in, as JSON.
    private static final int SIZE = VALUE.length() + 36 + 2;

    private OwnApi own;
    private String token;
    private String run;
    private Instant accepted;
    private String first;
    private String last;

    @BeforeEach
    @Timeout(180)
    void open() {
        own = new OwnApi(Map.of("lovage.reconciler.every", "500ms"));
        token = own.signIn();
        own.api
                .call("PUT", "/api/v1/workflows/heavy")
                .bearer(token)
                .yaml("name: heavy\nqueue: heavy\ndo: [{value: 1}, {value: 2}]")
                .send();
        run =
                own.api
                        .call("POST", "/api/v1/workflows/heavy/runs")
                        .bearer(token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json("{\"input\": \"" + GIVEN + "\"}")
                        .send()
                        .json()
                        .path("id")
                        .asText();
        accepted = Instant.parse(get("").path("times").path("accepted").asText());
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void valuesThatAreTooLargeForEventsOutliveTemporalsRetention() {
        var worker = WorkerFactory.newInstance(client());
        worker.newWorker("heavy").registerWorkflowImplementationTypes(Heavy.class);
        worker.start();
        try {
            client().newUntypedWorkflowStub(run).getResult(String.class);
            tell();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> places().equals("do.0,do.1,input,result") && wishes().equals("0"));
        } finally {
            worker.shutdownNow();
        }
        forgetInTemporal();

        assertThat(get("/result").path("result").asText()).isEqualTo(RESULT);
        assertThat(get("/input").path("json").asText()).isEqualTo(GIVEN);
        assertThat(value("do.0")).isEqualTo(first + VALUE);
        assertThat(value("do.1")).isEqualTo(last + VALUE);
        var plan = get("/rerun-plan?from=do.1");
        assertThat(plan.path("source").asText()).as(plan.toString()).isEqualTo("projection");
        assertThat(plan.toString()).contains("\"path\":\"do.0\",\"used\":1");
    }

    private String value(String path) {
        var large = get("/steps/" + path).path("value").path("large");
        assertThat(large.path("size").asLong()).isEqualTo(SIZE);
        return get("/values/" + large.path("sha256").asText()).asText();
    }

    /// As its workers would: of one step in each of its histories.
    private void tell() {
        var temporal = own.api.bean(TemporalRuns.class);
        last = own.api.bean(RunEngine.class).describe(run).orElseThrow().temporalRun();
        first = temporal.execution(run, last).orElseThrow().before();
        var before = subject(temporal, first);
        var after = subject(temporal, last);
        var at = Instant.now();
        var announcer = own.api.bean(Announcer.class);
        List.of(
                        new Started(before, 1, at, RunState.RUNNING, "heavy", List.of()),
                        new Changed(before, 2, at, RunState.RUNNING, List.of(step(2, "do.0"))),
                        new Changed(after, 3, at, RunState.RUNNING, List.of(step(3, "do.1"))),
                        new Closed(
                                after,
                                4,
                                at,
                                RunState.SUCCEEDED,
                                new Payload.Omitted(RESULT.length() + 2),
                                null,
                                Map.of(StepState.SUCCEEDED, 2),
                                List.of()))
                .forEach(announcer::publish);
    }

    private Subject subject(TemporalRuns temporal, String execution) {
        var begun = temporal.begun(run, execution).orElseThrow();
        return new Subject(
                "default", run, accepted, execution, begun.toEpochMilli(), null, "heavy", 1);
    }

    private static StepChange step(long seq, String path) {
        return new StepChange(
                seq,
                path,
                StepState.SUCCEEDED,
                Instant.now(),
                new Work.Pure(),
                1,
                new Payload.Omitted(SIZE),
                null);
    }

    private String places() {
        return own.database()
                .value(
                        "select coalesce(string_agg(place, ',' order by place), '')"
                                + " from blobs, unnest(places) as place where run = ?",
                        run);
    }

    private String wishes() {
        return own.database()
                .value(
                        "select count(*) from reconcile_queue where run = ? and reason = 'values'",
                        run);
    }

    private void forgetInTemporal() {
        var _ =
                client().getWorkflowServiceStubs()
                        .blockingStub()
                        .deleteWorkflowExecution(
                                DeleteWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(client().getOptions().getNamespace())
                                        .setWorkflowExecution(
                                                WorkflowExecution.newBuilder().setWorkflowId(run))
                                        .build());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> own.api.bean(RunEngine.class).describe(run).isEmpty());
    }

    private JsonNode get(String path) {
        var answer = own.api.call("GET", "/api/v1/runs/" + run + path).bearer(token).send();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private WorkflowClient client() {
        return own.api.bean(WorkflowClient.class);
    }

    /// A run as a worker of ours answers for it.
    @WorkflowInterface
    public interface Answering {
        @WorkflowMethod(name = "lovage.run")
        String run(Map<String, Object> input);

        @QueryMethod(name = "lovage.values")
        Map<String, Object> values(List<String> paths);
    }

    /// Goes on in a new history once; knows what came about in each.
    public static final class Heavy implements Answering {
        @Override
        public String run(Map<String, Object> input) {
            if (Workflow.getInfo().getContinuedExecutionRunId().isEmpty()) {
                var memo = new HashMap<String, Object>();
                RunMemo.KEYS.forEach(key -> memo.put(key, Workflow.getMemo(key, Object.class)));
                memo.values().removeIf(Objects::isNull);
                Workflow.continueAsNew(
                        ContinueAsNewOptions.newBuilder().setMemo(memo).build(), input);
            }
            return RESULT;
        }

        @Override
        public Map<String, Object> values(List<String> paths) {
            var values = new HashMap<String, Object>();
            paths.forEach(path -> values.put(path, Workflow.getInfo().getRunId() + VALUE));
            return values;
        }
    }
}
