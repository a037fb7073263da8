package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnApi;
import dev.lovage.server.Sql;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.run.RunKey;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What happens to runs behind our back, before real servers and without a worker of ours: the api
/// shows it within half a minute.
@Timeout(180)
class FoundIT {
    private static OwnApi own;
    private static String token;

    @BeforeAll
    static void start() {
        own =
                new OwnApi(
                        Map.of(
                                "lovage.reconciler.every", "500ms",
                                "lovage.reconciler.heartbeat", "500ms",
                                "lovage.reconciler.quiet", "2s"));
        token = own.signIn();
        define("name: waiting\nqueue: nobody\ndo: {await: go}");
        define("name: turning\nqueue: once\ndo: {await: go}");
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Test
    void aRunTerminatedInTemporalWithEveryWorkerDead() {
        var run = started("waiting");

        var _ =
                temporal()
                        .terminateWorkflowExecution(
                                TerminateWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setWorkflowExecution(execution(run))
                                        .setReason("enough")
                                        .build());

        shown(run, "state", "TERMINATED");
        shown(run, "overlay", "STALE");
        assertThat(own.database().value("select reason from runs where run = ?", run))
                .contains("enough");
    }

    @Test
    void aRunThatTookTooLongWithoutAWorker() {
        var run = "census~hasty";
        var input =
                RunInput.of(
                        RunInput.Bundle.of("census", 3, Map.of()),
                        Map.of(),
                        new RunInput.Frozen(
                                Map.of(), List.of(), null, new RunInput.Origin("cli", "ada")),
                        "default",
                        System.currentTimeMillis());

        var _ =
                own.api
                        .bean(RunEngine.class)
                        .start(new Launch(run, "nobody", Duration.ofSeconds(2), input, "hash"));

        shown(run, "state", "TIMED_OUT");
    }

    @Test
    void aRunWhoseHistoryWasDeleted() {
        var run = started("waiting");
        shown(run, "overlay", "NO_WORKER");

        var _ =
                temporal()
                        .deleteWorkflowExecution(
                                DeleteWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setWorkflowExecution(execution(run))
                                        .build());

        shown(run, "state", "TERMINATED");
    }

    @Test
    void theOpenStepsOfARunThatNobodyServesAreStale() {
        var run = started("waiting");
        var temporalRun = own.database().value("select temporal_run from runs where run = ?", run);
        var told = told(run, temporalRun, history(run).getFirst());
        tell(
                new Started(
                        told.subject(),
                        1,
                        told.at(),
                        RunState.RUNNING,
                        "nobody",
                        List.of(
                                step("do.0", StepState.SUCCEEDED),
                                step("do.1", StepState.QUEUED))));

        shown(run, "state", "RUNNING");
        shown(run, "overlay", "NO_WORKER");

        assertThat(get(run + "/steps").path("items"))
                .extracting(step -> step.path("path").asText() + " " + step.path("stale"))
                .containsExactly("do.0 false", "do.1 true");
    }

    private static StepChange step(String path, StepState state) {
        return new StepChange(
                1,
                path,
                state,
                Instant.now(),
                new StepChange.Work.Task("files.read", "nobody", "a-" + path),
                1,
                Payload.NONE,
                null);
    }

    @Test
    void aRunThatWasResetGoesOnAndHearsNoMoreOfWhatWasBefore() {
        var run = started("turning");
        var before = own.database().value("select temporal_run from runs where run = ?", run);
        var history = worked(run);
        var told = told(run, before, history.getFirst());
        tell(told);
        shown(run, "state", "RUNNING");

        var after =
                temporal()
                        .resetWorkflowExecution(
                                ResetWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(namespace())
                                        .setWorkflowExecution(execution(run))
                                        .setReason("once more")
                                        .setRequestId(UUID.randomUUID().toString())
                                        .setWorkflowTaskFinishEventId(decided(history))
                                        .build())
                        .getRunId();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> version(run).equals(after + " 1 RUNNING"));
        tell(new Started(told.subject(), 99, Instant.now(), RunState.PAUSED, "once", List.of()));
        tell(told(run, after, history.getFirst()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        own.database()
                                .value("select seq from runs where run = ?", run)
                                .equals("1"));
        assertThat(version(run)).isEqualTo(after + " 1 RUNNING");
    }

    @Test
    void anotherNodeLeadsWhenTheLeaderLosesItsConnectionAndOneAtATime() {
        try (var _ = own.another()) {
            var before = leaders();
            assertThat(before).hasSize(1);

            own.database().value("select pg_terminate_backend(?::int)", before.getFirst());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        var now = leaders();
                        assertThat(now).hasSizeLessThan(2);
                        return now.size() == 1 && !now.equals(before);
                    });
        }
    }

    /// The connections that hold the lock.
    private static List<String> leaders() {
        return own.database()
                .transaction(tx ->
                        Sql.all(
                                tx,
                                """
                                select a.pid::text from pg_locks l join pg_stat_activity a using (pid)
                                where l.locktype = 'advisory' and l.granted
                                    and a.application_name = 'lovage.reconciler'
                                    and a.datname = current_database()\
                                """,
                                row -> row.getString(1)));
    }

    private static String version(String run) {
        return own.database()
                .value(
                        "select temporal_run || ' ' || generation || ' ' || status from runs"
                                + " where run = ?",
                        run);
    }

    private static void define(String yaml) {
        var name = yaml.lines().findFirst().orElseThrow().replace("name: ", "");
        var saved =
                own.api.call("PUT", "/api/v1/workflows/" + name).bearer(token).yaml(yaml).send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    private static String started(String workflow) {
        var started =
                own.api
                        .call("POST", "/api/v1/workflows/" + workflow + "/runs")
                        .bearer(token)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .json("{}")
                        .send();
        assertThat(started.status()).as(started.response().body()).isEqualTo(202);
        return started.json().path("id").asText();
    }

    private static JsonNode get(String run) {
        return own.api.call("GET", "/api/v1/runs/" + run).bearer(token).send().json();
    }

    private static void shown(String run, String field, String value) {
        Awaitility.await()
                .alias(run + " with " + field + " " + value)
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(run).path(field).asText().equals(value));
    }

    private static void tell(Started event) {
        own.api.bean(Announcer.class).publish(event);
    }

    /// What its worker would have told of the beginning of this execution.
    private static Started told(String run, String temporalRun, HistoryEvent first) {
        var key = key(run);
        var begun =
                Instant.ofEpochSecond(
                        first.getEventTime().getSeconds(), first.getEventTime().getNanos());
        var subject =
                new Subject(
                        key.tenant(),
                        run,
                        key.accepted(),
                        temporalRun,
                        begun.toEpochMilli(),
                        null,
                        "turning",
                        1);
        return new Started(subject, 1, begun, RunState.RUNNING, "once", List.of());
    }

    private static RunKey key(String run) {
        var accepted = get(run).path("times").path("accepted").asText();
        return new RunKey("default", run, Instant.parse(accepted));
    }

    /// Lets a worker of no use take the run's first turn, which is what a reset goes back to.
    private static List<HistoryEvent> worked(String run) {
        var factory = WorkerFactory.newInstance(client());
        try {
            factory.newWorker("once").registerWorkflowImplementationTypes(Idle.class);
            factory.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> history(run).stream().anyMatch(FoundIT::isDecision));
        } finally {
            factory.shutdownNow();
        }
        return history(run);
    }

    private static long decided(List<HistoryEvent> history) {
        return history.stream().filter(FoundIT::isDecision).findFirst().orElseThrow().getEventId();
    }

    private static boolean isDecision(HistoryEvent event) {
        return event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED;
    }

    private static List<HistoryEvent> history(String run) {
        return temporal()
                .getWorkflowExecutionHistory(
                        GetWorkflowExecutionHistoryRequest.newBuilder()
                                .setNamespace(namespace())
                                .setExecution(execution(run))
                                .build())
                .getHistory()
                .getEventsList();
    }

    private static WorkflowExecution execution(String run) {
        return WorkflowExecution.newBuilder().setWorkflowId(run).build();
    }

    private static WorkflowClient client() {
        return own.api.bean(WorkflowClient.class);
    }

    private static String namespace() {
        return client().getOptions().getNamespace();
    }

    private static WorkflowServiceBlockingStub temporal() {
        return client().getWorkflowServiceStubs().blockingStub();
    }

    /// A run that tells nobody anything.
    @WorkflowInterface
    public interface Idling {
        @WorkflowMethod(name = "lovage.run")
        void run(Map<String, Object> input);
    }

    /// And does nothing.
    public static final class Idle implements Idling {
        @Override
        public void run(Map<String, Object> input) {
            Workflow.await(() -> false);
        }
    }
}
