package dev.lovage.engine.task;

import dev.lovage.canvas.Options.Retry;
import dev.lovage.engine.CallHeader;
import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.sdk.Tasks;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A worker with these tasks on the in-memory server, and a workflow that calls one of them.
final class Rig implements AutoCloseable {
    static final CallHeader HEADER =
            new CallHeader("r~1", "do.1", "acme", 7, 0, Retry.NONE, null, false);
    private static final String QUEUE = "rig";
    private static final String INLINE = "one-inline-call";
    private static final Duration PAUSE = Duration.ofMillis(10);

    final Queue<String> ends = new ConcurrentLinkedQueue<>();
    final Queue<AttemptEvent> told = new ConcurrentLinkedQueue<>();
    private final TestWorkflowEnvironment server;
    private volatile @Nullable CallHeader header = HEADER;

    Rig(Object... tasks) {
        server =
                TestWorkflowEnvironment.newInstance(
                        TestEnvironmentOptions.newBuilder()
                                .setUseTimeskipping(false)
                                .setWorkerFactoryOptions(
                                        WorkerFactoryOptions.newBuilder()
                                                .setWorkerInterceptors(
                                                        new HeaderInterceptor(), new Sender())
                                                .build())
                                .build());
        var worker =
                server.newWorker(
                        QUEUE,
                        WorkerOptions.newBuilder()
                                .setUsingVirtualThreads(true)
                                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                                .build());
        worker.registerActivitiesImplementations(
                new TaskActivity(Tasks.of(tasks), listening(), hearing()));
        worker.registerWorkflowImplementationTypes(OneCall.class);
        server.start();
    }

    private AttemptListener listening() {
        return new AttemptListener() {
            @Override
            public void ended(String task, Outcome outcome) {
                ends.add(task + " " + outcome);
            }

            @Override
            public void refused(String task) {
                ends.add(task + " refused");
            }
        };
    }

    private Telemetry hearing() {
        return new Telemetry() {
            @Override
            public String worker() {
                return "rig@host";
            }

            @Override
            public void tell(AttemptEvent event) {
                told.add(event);
            }
        };
    }

    Rig with(@Nullable CallHeader other) {
        header = other;
        return this;
    }

    /// Starts a call that may be tried three times.
    WorkflowStub start(String task, @Nullable Object... arguments) {
        return start("one-call", task, arguments);
    }

    /// Starts one that is made in the worker of the workflow, and may take a second.
    WorkflowStub startInline(String task, @Nullable Object... arguments) {
        return start(INLINE, task, arguments);
    }

    private WorkflowStub start(String type, String task, @Nullable Object... arguments) {
        var stub =
                server.getWorkflowClient()
                        .newUntypedWorkflowStub(
                                type, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
        stub.start(task, List.of(arguments));
        return stub;
    }

    @Nullable Object call(String task, @Nullable Object... arguments) {
        return start(task, arguments).getResult(Object.class);
    }

    /// The failure of the call's last attempt.
    ApplicationFailure failure(String task, @Nullable Object... arguments) {
        return failure(start(task, arguments));
    }

    static ApplicationFailure failure(WorkflowStub call) {
        try {
            throw new AssertionError("No failure but " + call.getResult(Object.class));
        } catch (WorkflowFailedException e) {
            return (ApplicationFailure) ((ActivityFailure) e.getCause()).getCause();
        }
    }

    /// What stands in the details of a failure.
    static Map<?, ?> details(ApplicationFailure failure) {
        return failure.getDetails().get(Map.class);
    }

    /// Ends the worker as a process does that was told to stop.
    void stopWorker() {
        server.getWorkerFactory().shutdownNow();
        server.getWorkerFactory().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }

    /// Calls the task named by its first argument with the arguments in its second.
    public static final class OneCall implements DynamicWorkflow {
        @Override
        public Object execute(EncodedValues values) {
            var options =
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofSeconds(30))
                            .setHeartbeatTimeout(Duration.ofMillis(600))
                            .setCancellationType(
                                    ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                            .setRetryOptions(
                                    RetryOptions.newBuilder()
                                            .setInitialInterval(PAUSE)
                                            .setMaximumAttempts(3)
                                            .build())
                            .build();
            List<?> arguments = values.get(1, List.class);
            if (Workflow.getInfo().getWorkflowType().equals(INLINE)) {
                return Workflow.newUntypedLocalActivityStub(inline())
                        .execute(values.get(0, String.class), Object.class, arguments.toArray());
            }
            return Workflow.newUntypedActivityStub(options)
                    .execute(values.get(0, String.class), Object.class, arguments.toArray());
        }
    }

    private static LocalActivityOptions inline() {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(1))
                .setRetryOptions(
                        RetryOptions.newBuilder()
                                .setInitialInterval(PAUSE)
                                .setMaximumAttempts(2)
                                .build())
                .build();
    }

    private final class Sender extends WorkerInterceptorBase {
        @Override
        public WorkflowInboundCallsInterceptor interceptWorkflow(
                WorkflowInboundCallsInterceptor next) {
            return new WorkflowInboundCallsInterceptorBase(next) {
                @Override
                public void init(WorkflowOutboundCallsInterceptor outbound) {
                    super.init(sending(outbound));
                }
            };
        }

        private WorkflowOutboundCallsInterceptor sending(WorkflowOutboundCallsInterceptor next) {
            return new WorkflowOutboundCallsInterceptorBase(next) {
                @Override
                public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
                    var sent = header;
                    if (sent != null) {
                        input.getHeader().getValues().put(CallHeader.KEY, sent.payload());
                    }
                    return super.executeActivity(input);
                }

                @Override
                public <R> LocalActivityOutput<R> executeLocalActivity(
                        LocalActivityInput<R> input) {
                    input.getHeader().getValues().put(CallHeader.KEY, HEADER.payload());
                    return super.executeLocalActivity(input);
                }
            };
        }
    }
}
