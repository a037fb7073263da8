package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;

import dev.lovage.canvas.RunInput;
import dev.lovage.server.Settings;
import dev.lovage.server.run.RunKey;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the reconciler asks Temporal: which runs there are, and to have one told again.
@Singleton
final class TemporalRuns {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalRuns.class);
    private static final String REPUBLISH = "lovage.republish";
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration REPLAY = Duration.ofSeconds(20);
    static final int PAGE = 100;

    private final WorkflowServiceStubs stubs;
    private final String namespace;

    TemporalRuns(WorkflowServiceStubs stubs, Settings.Temporal settings) {
        this.stubs = stubs;
        this.namespace = settings.namespace();
    }

    /// Some of the runs, and where to go on; nowhere when the token is empty.
    record Page(List<Listed> runs, ByteString token) {}

    Page list(Loop loop, Instant from, Instant to, ByteString token) {
        var answer =
                stub(ANSWER)
                        .listWorkflowExecutions(
                                ListWorkflowExecutionsRequest.newBuilder()
                                        .setNamespace(namespace)
                                        .setPageSize(PAGE)
                                        .setNextPageToken(token)
                                        .setQuery(loop.query(RunInput.TYPE, from, to))
                                        .build());
        var runs =
                answer.getExecutionsList().stream()
                        .flatMap(execution -> listed(execution).stream())
                        .toList();
        return new Page(runs, answer.getNextPageToken());
    }

    /// Whether a worker polls for runs on this queue, given as on the wire.
    boolean served(String queue) {
        var request =
                DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(namespace)
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                        .build();
        return stub(ANSWER).describeTaskQueue(request).getPollersCount() > 0;
    }

    /// Makes a worker replay the run and publish its events again. A worker that still has the run
    /// in memory would answer without a replay, so it is made to forget it.
    void republish(String run) {
        var execution = WorkflowExecution.newBuilder().setWorkflowId(run).build();
        forget(execution);
        var _ =
                stub(REPLAY)
                        .queryWorkflow(
                                QueryWorkflowRequest.newBuilder()
                                        .setNamespace(namespace)
                                        .setExecution(execution)
                                        .setQuery(
                                                WorkflowQuery.newBuilder().setQueryType(REPUBLISH))
                                        .build());
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
        return Optional.of(new Listed(key, info.getExecution().getRunId()));
    }

    private WorkflowServiceBlockingStub stub(Duration patience) {
        return stubs.blockingStub().withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
