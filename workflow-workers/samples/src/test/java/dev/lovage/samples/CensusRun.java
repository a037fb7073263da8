package dev.lovage.samples;

import static org.awaitility.Awaitility.await;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.RunInput;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A run of the sample, started as the api starts it.
final class CensusRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final WorkflowServiceStubs stubs;
    private final WorkflowStub run;

    private CensusRun(WorkflowServiceStubs stubs, WorkflowStub run) {
        this.stubs = stubs;
        this.run = run;
    }

    static CensusRun start(String queue) throws IOException {
        var stack = Stack.shared();
        var stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(stack.temporal())
                                .build());
        var client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder().setNamespace(stack.namespace()).build());
        var run =
                client.newUntypedWorkflowStub(
                        RunInput.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("source-census~" + queue)
                                .setTaskQueue(queue)
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(5))
                                .build());
        run.start(input());
        return new CensusRun(stubs, run);
    }

    /// Waits until so many files are measured, and more.
    void awaitEvents(long atLeast) {
        await().atMost(PATIENCE).until(() -> run.describe().getHistoryLength() >= atLeast);
    }

    /// The totals of its result.
    Map<?, ?> totals() throws TimeoutException {
        var result = run.getResult(3, TimeUnit.MINUTES, Map.class);
        return (Map<?, ?>) requireNonNull(result.get("totals"));
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }

    private static RunInput input() throws IOException {
        try (var yaml = Census.class.getResourceAsStream("/lovage/source-census.yaml")) {
            var text = new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
            var tree = CanvasWriter.tree(CanvasReader.definition(text));
            return RunInput.of(
                    RunInput.Bundle.of("source-census", 1, tree),
                    Map.of("folder", ".", "skip", List.of("target")),
                    new RunInput.Frozen(
                            Map.of(), List.of(), null, new RunInput.Origin("test", null)),
                    RunInput.DEFAULT_TENANT,
                    System.currentTimeMillis());
        }
    }
}
