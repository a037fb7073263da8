package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;

import dev.lovage.canvas.RunInput;
import dev.lovage.server.Settings;
import dev.lovage.server.reconcile.Tally.Standing;
import dev.lovage.server.run.RunKey;
import dev.lovage.server.run.StoredJson;
import dev.lovage.server.run.TemporalErrors;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the reconciler asks Temporal: which runs there are, and to have one told again.
@Singleton
final class TemporalRuns {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalRuns.class);
    private static final String REPUBLISH = "lovage.republish";
    private static final String VALUES = "lovage.values";
    private static final String PARTIAL = "\"complete\":false";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration REPLAY = Duration.ofSeconds(20);
    static final int PAGE = 100;

    /// As many as Temporal gives at once.
    private static final int ROLL = 1_000;

    private static final String OPEN =
            "WorkflowType = '%s' AND ExecutionStatus = 'Running'".formatted(RunInput.TYPE);

    private final WorkflowServiceStubs stubs;
    private final String namespace;

    TemporalRuns(WorkflowServiceStubs stubs, Settings.Temporal settings) {
        this.stubs = stubs;
        this.namespace = settings.namespace();
    }

    /// Some of the runs, and where to go on; nowhere when the token is empty.
    ///
    /// @param strangers how many more are listed there that nobody started through us
    record Page(List<Listed> runs, int strangers, ByteString token) {}

    Page list(Loop loop, Instant from, Instant to, ByteString token) {
        return list(loop.query(RunInput.TYPE, from, to), PAGE, token);
    }

    /// Of the runs that are open.
    Page open(ByteString token) {
        return list(OPEN, ROLL, token);
    }

    /// How many are open.
    long open() {
        return count(OPEN).getCount();
    }

    private Page list(String query, int size, ByteString token) {
        var answer =
                stub(ANSWER)
                        .listWorkflowExecutions(
                                ListWorkflowExecutionsRequest.newBuilder()
                                        .setNamespace(namespace)
                                        .setPageSize(size)
                                        .setNextPageToken(token)
                                        .setQuery(query)
                                        .build());
        var runs =
                answer.getExecutionsList().stream()
                        .flatMap(execution -> listed(execution).stream())
                        .toList();
        return new Page(runs, answer.getExecutionsCount() - runs.size(), answer.getNextPageToken());
    }

    private CountWorkflowExecutionsResponse count(String query) {
        return stub(ANSWER)
                .countWorkflowExecutions(
                        CountWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(namespace)
                                .setQuery(query)
                                .build());
    }

    /// How many executions that began in this time stand how. One that goes on in a new history
    /// counts where that began.
    Tally tally(Instant from, Instant to) {
        var answer =
                count(Loop.STARTED.query(RunInput.TYPE, from, to) + " GROUP BY ExecutionStatus");
        var counts = new EnumMap<Standing, Long>(Standing.class);
        for (var group : answer.getGroupsList()) {
            var status =
                    DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                            group.getGroupValues(0), String.class, String.class);
            counts.merge(Standing.named(status), group.getCount(), Long::sum);
        }
        return new Tally(counts);
    }

    /// When this execution began by its own first event, from which its events count; nothing when
    /// its history is gone.
    Optional<Instant> begun(String run, String temporalRun) {
        return execution(run, temporalRun).map(Execution::begun);
    }

    /// A history of a run.
    ///
    /// @param begun by its own first event, from which its events count
    /// @param before Temporal's id of the one that went on in it; empty for the first
    record Execution(String temporalRun, Instant begun, String before) {}

    /// Nothing when it is gone.
    Optional<Execution> execution(String run, String temporalRun) {
        var request =
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(
                                WorkflowExecution.newBuilder()
                                        .setWorkflowId(run)
                                        .setRunId(temporalRun))
                        .setMaximumPageSize(1)
                        .build();
        return TemporalErrors.found(() -> stub(ANSWER).getWorkflowExecutionHistory(request))
                .flatMap(answer -> answer.getHistory().getEventsList().stream().findFirst())
                .map(event ->
                        new Execution(
                                temporalRun,
                                Instant.ofEpochMilli(Timestamps.toMillis(event.getEventTime())),
                                event.getWorkflowExecutionStartedEventAttributes()
                                        .getContinuedExecutionRunId()));
    }

    /// The values that these steps had when this execution of the run was over, by their paths, as
    /// far as a worker that replays it finds them. Nothing when its history is gone.
    Map<String, @Nullable Object> values(String run, String temporalRun, List<String> paths) {
        var request =
                QueryWorkflowRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(
                                WorkflowExecution.newBuilder()
                                        .setWorkflowId(run)
                                        .setRunId(temporalRun))
                        .setQuery(
                                WorkflowQuery.newBuilder()
                                        .setQueryType(VALUES)
                                        .setQueryArgs(
                                                DefaultDataConverter.STANDARD_INSTANCE
                                                        .toPayloads(paths)
                                                        .orElseThrow()))
                        .build();
        return TemporalErrors.found(() -> stub(REPLAY).queryWorkflow(request))
                .map(answer -> StoredJson.object(text(answer.getQueryResult())))
                .orElse(Map.of());
    }

    /// Makes a worker replay the run and publish its events again. A worker that still has the run
    /// in memory would answer without a replay, so it is made to forget it. False when its history
    /// is gone.
    boolean republish(String run) {
        var execution = WorkflowExecution.newBuilder().setWorkflowId(run).build();
        forget(execution);
        var request =
                QueryWorkflowRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution)
                        .setQuery(WorkflowQuery.newBuilder().setQueryType(REPUBLISH))
                        .build();
        var answer = TemporalErrors.found(() -> stub(REPLAY).queryWorkflow(request));
        if (answer.isPresent() && isPartial(answer.get().getQueryResult())) {
            throw new IllegalStateException("a worker still has it in memory");
        }
        return answer.isPresent();
    }

    /// Whether the worker that answered had not replayed the run.
    private static boolean isPartial(Payloads told) {
        return told.getPayloadsCount() > 0 && text(told).contains(PARTIAL);
    }

    private static String text(Payloads told) {
        return told.getPayloads(0).getData().toStringUtf8();
    }

    private void forget(WorkflowExecution execution) {
        try {
            var _ =
                    stub(ANSWER)
                            .resetStickyTaskQueue(
                                    ResetStickyTaskQueueRequest.newBuilder()
                                            .setNamespace(namespace)
                                            .setExecution(execution)
                                            .build());
        } catch (StatusRuntimeException e) { // a closed run has none
            LOG.debug("{} keeps its sticky queue: {}", execution.getWorkflowId(), e.getStatus());
        }
    }

    /// Nothing for a workflow that nobody started through us.
    private static Optional<Listed> listed(WorkflowExecutionInfo info) {
        var memo = info.getMemo().getFieldsMap();
        var tenant = memo.get("tenant");
        var accepted = memo.get("accepted");
        if (tenant == null || accepted == null) {
            return Optional.empty();
        }
        var json = DefaultDataConverter.STANDARD_INSTANCE;
        var key =
                new RunKey(
                        json.fromPayload(tenant, String.class, String.class),
                        info.getExecution().getWorkflowId(),
                        Instant.ofEpochMilli(json.fromPayload(accepted, Long.class, Long.class)));
        return Optional.of(new Listed(key, info.getExecution().getRunId(), standing(info)));
    }

    private static Standing standing(WorkflowExecutionInfo info) {
        return switch (info.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> Standing.COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_FAILED, WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
                    Standing.FAILED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> Standing.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> Standing.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED ->
                    Standing.OPEN;
        };
    }

    private WorkflowServiceBlockingStub stub(Duration patience) {
        return stubs.blockingStub().withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
