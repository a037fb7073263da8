package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.local.Stack;

import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

class NamespaceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings.Temporal settings =
            new Settings.Temporal(
                    Stack.shared().temporal(), "test-" + UUID.randomUUID(), Duration.ofDays(1));

    @Test
    void isReadyWhenTemporalTakesItsRunsAndNotBefore() {
        var stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(settings.target())
                                .build());
        try {
            var namespace = new Namespace(settings, stubs);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> met(namespace));
            var started = stubs.blockingStub().startWorkflowExecution(start());
            assertThat(started.getRunId()).isNotEmpty();
        } finally {
            stubs.shutdownNow();
        }
    }

    private static boolean met(Namespace namespace) {
        namespace.meet();
        return true;
    }

    private StartWorkflowExecutionRequest start() {
        return StartWorkflowExecutionRequest.newBuilder()
                .setNamespace(settings.namespace())
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowId("first")
                .setWorkflowType(WorkflowType.newBuilder().setName("any"))
                .setTaskQueue(TaskQueue.newBuilder().setName("any"))
                .build();
    }
}
