package dev.lovage.chaos;

import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Fire;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// What Temporal itself says of runs.
final class TemporalRuns implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final SearchAttributeKey<String> BY =
            SearchAttributeKey.forKeyword("TemporalScheduledById");
    private static final SearchAttributeKey<OffsetDateTime> DUE =
            SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    TemporalRuns(Stack stack) {
        stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(stack.temporal())
                                .build());
        client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder().setNamespace(stack.namespace()).build());
    }

    /// Every execution that a schedule started, each as Describe has it now.
    List<Execution> of(String schedule) {
        try (var listed =
                client.listExecutions("TemporalScheduledById = '%s'".formatted(schedule))) {
            return listed.map(one -> client.newUntypedWorkflowStub(target(one)).describe())
                    .map(TemporalRuns::execution)
                    .toList();
        }
    }

    /// The current execution of every run, as Describe has it now.
    List<Described> all() {
        var runs = new TreeSet<String>();
        try (var listed = client.listExecutions("")) {
            listed.forEach(one -> runs.add(one.getExecution().getWorkflowId()));
        }
        var described = new ConcurrentLinkedQueue<Described>();
        try (var hands = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var run : runs) {
                var _ = hands.submit(() -> described.add(described(run)));
            }
        }
        return List.copyOf(described);
    }

    private Described described(String run) {
        var said = client.newUntypedWorkflowStub(run).describe();
        return new Described(
                run,
                said.getExecution().getRunId(),
                state(said.getStatus()),
                said.getStartTime(),
                said.getCloseTime(),
                fire(said.getTypedSearchAttributes()));
    }

    private static @Nullable Fire fire(SearchAttributes said) {
        var by = said.get(BY);
        var due = said.get(DUE);
        return by == null || due == null ? null : new Fire(by, due.toInstant());
    }

    /// Some of the runs that are open, each with the activities that it waits for.
    List<String> pending(int most) {
        try (var listed = client.listExecutions("ExecutionStatus = 'Running'")) {
            return listed.limit(most)
                    .map(one -> one.getExecution().getWorkflowId())
                    .map(run ->
                            run
                                    + " "
                                    + client.newUntypedWorkflowStub(run)
                                            .describe()
                                            .getRawDescription()
                                            .getPendingActivitiesList())
                    .toList();
        }
    }

    /// How many executions are open.
    long open() {
        return client.countWorkflows("ExecutionStatus = 'Running'").getCount();
    }

    private static WorkflowTargetOptions target(WorkflowExecutionMetadata one) {
        return WorkflowTargetOptions.newBuilder()
                .setWorkflowId(one.getExecution().getWorkflowId())
                .setRunId(one.getExecution().getRunId())
                .build();
    }

    private static Execution execution(WorkflowExecutionMetadata one) {
        var due = Objects.requireNonNull(one.getTypedSearchAttributes().get(DUE));
        return new Execution(
                one.getExecution().getWorkflowId(),
                due.toInstant(),
                state(one.getStatus()),
                one.getStartTime(),
                one.getCloseTime());
    }

    private static RunState state(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> RunState.SUCCEEDED;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> RunState.FAILED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> RunState.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> RunState.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> RunState.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED ->
                    RunState.RUNNING;
        };
    }

    void terminate(String run) {
        client.newUntypedWorkflowStub(run).terminate("by hand");
    }

    /// Whether a worker has had it.
    boolean begun(String run) {
        return decided(run) > 0;
    }

    /// Lets it begin again from where a worker had it first; asked twice with one key, once.
    void reset(String run, String key) {
        var _ =
                stubs.blockingStub()
                        .resetWorkflowExecution(
                                ResetWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(client.getOptions().getNamespace())
                                        .setWorkflowExecution(execution(run))
                                        .setReason("by hand")
                                        .setRequestId(key)
                                        .setWorkflowTaskFinishEventId(decided(run))
                                        .build());
    }

    private long decided(String run) {
        return client.fetchHistory(run).getEvents().stream()
                .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
                .mapToLong(HistoryEvent::getEventId)
                .findFirst()
                .orElse(0);
    }

    /// Deletes it with its history.
    void delete(String run) {
        var _ =
                stubs.blockingStub()
                        .deleteWorkflowExecution(
                                DeleteWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(client.getOptions().getNamespace())
                                        .setWorkflowExecution(execution(run))
                                        .build());
    }

    private static WorkflowExecution execution(String run) {
        return WorkflowExecution.newBuilder().setWorkflowId(run).build();
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
