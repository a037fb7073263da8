package dev.lovage.bench;

import dev.lovage.local.Stack;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.util.UUID;

/// Asks for work by hand: the SDK's own client, started and awaited.
final class Floor implements AutoCloseable {
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    Floor(Stack stack) {
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

    Object run(FloorWorkflow.Job job) {
        var options =
                WorkflowOptions.newBuilder()
                        .setTaskQueue(FloorWorkflow.QUEUE)
                        .setWorkflowId("floor-" + UUID.randomUUID())
                        .build();
        return client.newWorkflowStub(FloorWorkflow.class, options).run(job);
    }

    @Override
    public void close() {
        stubs.shutdown();
    }
}
