package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
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
import io.temporal.workflow.QueryMethod;
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
import java.util.UUID;

/// What only Temporal has of a run, because it is too large for events, is readable when Temporal
/// has it no more.
@Timeout(180)
class KeepingIT {
    private static final String GIVEN = "g".repeat(20_000);
    private static final String RESULT = "r".repeat(30_000);
    private static final String VALUE = "v".repeat(40_000);

    private OwnApi own;
    private String token;
    private String run;
    private Instant accepted;

    @BeforeEach
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
                    .until(() -> places().equals("do.0,input,result") && wishes().equals("0"));
        } finally {
            worker.shutdownNow();
        }
        forgetInTemporal();

        assertThat(get("/result").path("result").asText()).isEqualTo(RESULT);
        assertThat(get("/input").path("json").asText()).isEqualTo(GIVEN);
        var large = get("/steps/do.0").path("value").path("large");
        assertThat(large.path("size").asLong()).isEqualTo(VALUE.length() + 2);
        assertThat(get("/values/" + large.path("sha256").asText()).asText()).isEqualTo(VALUE);
        var plan = get("/rerun-plan?from=do.1");
        assertThat(plan.path("source").asText()).as(plan.toString()).isEqualTo("projection");
        assertThat(plan.toString()).contains("\"path\":\"do.0\",\"used\":1");
    }

    /// As its worker would.
    private void tell() {
        var execution = own.api.bean(RunEngine.class).describe(run).orElseThrow().temporalRun();
        var begun = own.api.bean(TemporalRuns.class).begun(run, execution).orElseThrow();
        var subject =
                new Subject(
                        "default",
                        run,
                        accepted,
                        execution,
                        begun.toEpochMilli(),
                        null,
                        "heavy",
                        1);
        var steps =
                List.of(
                        step(2, "do.0", new Payload.Omitted(VALUE.length() + 2)),
                        step(3, "do.1", new Payload.Inline(1L)));
        var announcer = own.api.bean(Announcer.class);
        List.<RunEvent>of(
                        new Started(subject, 1, begun, RunState.RUNNING, "heavy", List.of()),
                        new Changed(subject, 3, begun, RunState.RUNNING, null, steps),
                        new Closed(
                                subject,
                                4,
                                begun,
                                RunState.SUCCEEDED,
                                new Payload.Omitted(RESULT.length() + 2),
                                null,
                                Map.of(StepState.SUCCEEDED, 2),
                                List.of()))
                .forEach(announcer::publish);
    }

    private static StepChange step(long seq, String path, Payload value) {
        return new StepChange(
                seq, path, StepState.SUCCEEDED, Instant.now(), new Work.Pure(), 1, value, null);
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

    /// Knows the value of one step.
    public static final class Heavy implements Answering {
        @Override
        public String run(Map<String, Object> input) {
            return RESULT;
        }

        @Override
        public Map<String, Object> values(List<String> paths) {
            var known = new HashMap<String, Object>(Map.of("do.0", VALUE));
            known.keySet().retainAll(paths);
            return known;
        }
    }
}
