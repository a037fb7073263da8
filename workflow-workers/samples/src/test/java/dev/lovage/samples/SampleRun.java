package dev.lovage.samples;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Skeleton;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A run of a sample, started as the api starts it.
final class SampleRun implements AutoCloseable {
    private final WorkflowServiceStubs stubs;
    private final WorkflowStub run;

    private SampleRun(WorkflowServiceStubs stubs, WorkflowStub run) {
        this.stubs = stubs;
        this.run = run;
    }

    static SampleRun start(String sample, Map<String, Object> input, String queue)
            throws IOException {
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
                                .setWorkflowId(sample + "~" + UUID.randomUUID())
                                .setTaskQueue(queue)
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(5))
                                .build());
        run.start(input(sample, input, queue));
        return new SampleRun(stubs, run);
    }

    /// Until its history has so many events.
    boolean hasEvents(long atLeast) {
        return run.describe().getHistoryLength() >= atLeast;
    }

    void signal(String name, Object value) {
        var id = UUID.randomUUID().toString();
        run.signal(Signals.SIGNAL, new Signals.Signal(id, name, null, value, null, "test"));
    }

    void cancel() {
        run.cancel();
    }

    <T> T result(Class<T> type) throws TimeoutException {
        return run.getResult(3, TimeUnit.MINUTES, type);
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }

    private static RunInput input(String sample, Map<String, Object> input, String queue)
            throws IOException {
        var pinned = new HashMap<String, RunInput.Pinned>();
        pin(sample, queue, pinned);
        return RunInput.of(
                new RunInput.Bundle(sample, pinned),
                input,
                new RunInput.Frozen(Map.of(), List.of(), null, new RunInput.Origin("test", null)),
                RunInput.DEFAULT_TENANT,
                System.currentTimeMillis());
    }

    /// The sample and those it calls, all on this queue.
    private static void pin(String sample, String queue, Map<String, RunInput.Pinned> pinned)
            throws IOException {
        try (var yaml = SampleRun.class.getResourceAsStream("/lovage/" + sample + ".yaml")) {
            var text = new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
            var definition = CanvasReader.definition(text);
            var tree = new LinkedHashMap<>(CanvasWriter.tree(definition));
            tree.put("queue", queue);
            var called =
                    Skeleton.of(definition).nodes().stream()
                            .filter(node -> node.kind() == Skeleton.Kind.FLOW)
                            .map(node -> requireNonNull(node.task()))
                            .toList();
            pinned.put(sample, new RunInput.Pinned(1, tree, called));
            for (var name : called) {
                pin(name, queue, pinned);
            }
        }
    }
}
