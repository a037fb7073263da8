package dev.lovage.server.run;

import com.google.protobuf.util.Timestamps;

import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.RunInput;
import dev.lovage.server.Settings;

import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs as workflows of one type in Temporal.
@Singleton
final class TemporalRunEngine implements RunEngine {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    /// Two of these are asked for one after the other.
    private static final Duration GLANCE = Duration.ofMillis(900);

    /// Between two long polls, so that a Temporal that refuses them is not asked without pause.
    private static final Duration BREATH = Duration.ofMillis(100);

    /// A closed run is replayed as a whole.
    private static final Duration REPLAY = Duration.ofSeconds(10);

    /// Events of a history, among which its last failed turn is.
    private static final int LAST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(TemporalRunEngine.class);

    private final WorkflowClient client;
    private final String namespace;

    TemporalRunEngine(WorkflowClient client, Settings.Temporal settings) {
        this.client = client;
        this.namespace = settings.namespace();
    }

    @Override
    public Started start(Launch launch) {
        try {
            return TemporalErrors.translated(() -> new Started.Now(started(launch)));
        } catch (WorkflowExecutionAlreadyStarted e) {
            return new Started.Before(describe(launch.run()).orElseThrow(() -> e));
        }
    }

    private String started(Launch launch) {
        return client.newUntypedWorkflowStub(RunInput.TYPE, options(launch))
                .start(launch.input())
                .getRunId();
    }

    private static WorkflowOptions options(Launch launch) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(launch.run())
                .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(launch.queue())
                .setWorkflowExecutionTimeout(launch.timeout())
                .setMemo(Memos.of(launch))
                .build();
    }

    @Override
    public Optional<Description> describe(String run) {
        var request =
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run))
                        .build();
        return TemporalErrors.found(() -> stub(PATIENCE).describeWorkflowExecution(request))
                .flatMap(answer -> Memos.description(answer.getWorkflowExecutionInfo()))
                .flatMap(description -> accepted(run, description));
    }

    /// Of a run that a schedule started, only its input or its first event knows the acceptance.
    private Optional<Description> accepted(String run, Description description) {
        if (description.memo().accepted().toEpochMilli() > 0) {
            return Optional.of(description);
        }
        return input(run)
                .map(input -> description.accepted(Instant.ofEpochMilli(input.accepted())));
    }

    @Override
    public Optional<Outlook> outlook(String run) {
        var request =
                DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run))
                        .build();
        return TemporalErrors.found(() -> stub(GLANCE).describeWorkflowExecution(request))
                .flatMap(Outlooks::of);
    }

    @Override
    public Optional<Outlook.Trouble> stumble(String run) {
        var request =
                GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run))
                        .setMaximumPageSize(LAST)
                        .build();
        return TemporalErrors.found(() -> stub(GLANCE).getWorkflowExecutionHistoryReverse(request))
                .flatMap(answer -> Outlooks.stumble(answer.getHistory().getEventsList()));
    }

    @Override
    public Polling polling(String queue, Work work) {
        var type =
                switch (work) {
                    case RUNS -> TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW;
                    case TASKS -> TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY;
                };
        var request =
                DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(namespace)
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(type)
                        .setReportStats(true)
                        .build();
        var answer = TemporalErrors.translated(() -> stub(GLANCE).describeTaskQueue(request));
        return Outlooks.polling(answer, Instant.now());
    }

    @Override
    public Optional<Ending> ending(String run, Duration wait) {
        var until = System.nanoTime() + wait.toNanos();
        String execution = null;
        while (true) {
            var left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            var event = close(run, execution, left);
            if (event.isPresent() && Endings.continuedAs(event.get()).isEmpty()) {
                return event.map(Endings::of);
            }
            if (event.isEmpty() && (!left.isPositive() || until - System.nanoTime() <= 0)) {
                return Optional.empty();
            }
            if (event.isEmpty()) {
                LockSupport.parkNanos(BREATH.toNanos());
            }
            execution = event.map(Endings::continuedAs).orElse(execution);
        }
    }

    /// The last event of a closed execution; an open one has none.
    private Optional<HistoryEvent> close(String run, @Nullable String temporalRun, Duration wait) {
        var request =
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run, temporalRun))
                        .setWaitNewEvent(wait.isPositive())
                        .setHistoryEventFilterType(
                                HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                        .build();
        var patience = wait.isPositive() ? wait : PATIENCE;
        return TemporalErrors.awaited(() -> stub(patience).getWorkflowExecutionHistory(request))
                .flatMap(answer -> answer.getHistory().getEventsList().stream().findFirst())
                .filter(Endings::isClose);
    }

    @Override
    public Optional<RunInput> input(String run) {
        var request =
                GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run))
                        .setMaximumPageSize(1)
                        .build();
        return TemporalErrors.found(() -> stub(PATIENCE).getWorkflowExecutionHistory(request))
                .map(answer -> answer.getHistory().getEventsList())
                .filter(events -> !events.isEmpty())
                .map(List::getFirst)
                .map(TemporalRunEngine::input);
    }

    private static RunInput input(HistoryEvent started) {
        var payloads = started.getWorkflowExecutionStartedEventAttributes().getInput();
        var input = Endings.json(payloads, RunInput.class);
        return input.accepted() > 0 ? input : input.at(Timestamps.toMillis(started.getEventTime()));
    }

    @Override
    public Optional<Rerun.Plan> rerun(String run, String queue, Rerun.Wish wish) {
        if (polling(queue, Work.RUNS).pollers() == 0) {
            return Optional.empty();
        }
        var request =
                QueryWorkflowRequest.newBuilder()
                        .setNamespace(namespace)
                        .setExecution(execution(run))
                        .setQuery(
                                WorkflowQuery.newBuilder()
                                        .setQueryType(Rerun.QUERY)
                                        .setQueryArgs(Endings.payloads(wish)))
                        .build();
        try {
            var answer = stub(REPLAY).queryWorkflow(request).getQueryResult();
            return Optional.of(Endings.json(answer, Rerun.Plan.class)).filter(Rerun.Plan::known);
        } catch (StatusRuntimeException e) { // a worker that is too old, too busy, or gone
            LOG.info("{} cannot say what a rerun would do: {}", run, e.getStatus());
            return Optional.empty();
        }
    }

    @Override
    public boolean cancel(String run, String reason) {
        var request =
                RequestCancelWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(execution(run))
                        .setReason(reason)
                        .setRequestId(UUID.randomUUID().toString())
                        .build();
        return TemporalErrors.found(() -> stub(PATIENCE).requestCancelWorkflowExecution(request))
                .isPresent();
    }

    @Override
    public boolean terminate(String run, String reason) {
        var request =
                TerminateWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(execution(run))
                        .setReason(reason)
                        .build();
        return TemporalErrors.found(() -> stub(PATIENCE).terminateWorkflowExecution(request))
                .isPresent();
    }

    @Override
    public boolean signal(String run, String signal, Object argument, String id) {
        var request =
                SignalWorkflowExecutionRequest.newBuilder()
                        .setNamespace(namespace)
                        .setWorkflowExecution(execution(run))
                        .setSignalName(signal)
                        .setRequestId(id)
                        .setInput(
                                client.getOptions()
                                        .getDataConverter()
                                        .toPayloads(argument)
                                        .orElseThrow())
                        .build();
        return TemporalErrors.found(() -> stub(PATIENCE).signalWorkflowExecution(request))
                .isPresent();
    }

    private WorkflowServiceBlockingStub stub(Duration patience) {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static WorkflowExecution execution(String run) {
        return execution(run, null);
    }

    private static WorkflowExecution execution(String run, @Nullable String temporalRun) {
        var execution = WorkflowExecution.newBuilder().setWorkflowId(run);
        return (temporalRun == null ? execution : execution.setRunId(temporalRun)).build();
    }
}
