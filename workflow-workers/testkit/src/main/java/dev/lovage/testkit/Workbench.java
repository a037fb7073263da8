package dev.lovage.testkit;

import dev.lovage.canvas.RunInput;
import dev.lovage.engine.Engine;
import dev.lovage.engine.EngineOptions;
import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.Replaying;
import dev.lovage.engine.task.HeaderInterceptor;

import io.temporal.activity.DynamicActivity;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Temporal's server in memory, and an engine for every queue that runs use.
final class Workbench implements AutoCloseable {
    private static final Duration STOP = Duration.ofMillis(100);
    private static final int TASKS_AT_ONCE = 100;

    final Told told = new Told();
    private final TestWorkflowEnvironment server =
            TestWorkflowEnvironment.newInstance(
                    TestEnvironmentOptions.newBuilder()
                            .setWorkflowClientOptions(Replaying.client())
                            .build());
    final MemoryBlobs blobs;
    private final DynamicActivity tasks;
    private final Map<String, Engine> engines = new HashMap<>();

    Workbench(Served tasks) {
        this.tasks = tasks;
        this.blobs = tasks.blobs();
    }

    /// Starts a run; time stands still until someone waits for its end.
    WorkflowStub start(String id, RunInput input, String queue, Duration timeout) {
        var run =
                server.getWorkflowClient()
                        .newUntypedWorkflowStub(
                                RunInput.TYPE,
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId(id)
                                        .setTaskQueue(queue)
                                        .setWorkflowExecutionTimeout(timeout)
                                        .build());
        run.start(input);
        return run;
    }

    /// Sees to it that these queues are polled.
    synchronized void serve(Set<String> queues) {
        var open = new TreeSet<>(queues);
        open.removeAll(engines.keySet());
        if (open.isEmpty()) {
            return;
        }
        var engine = new Engine(options(open), told, () -> {});
        open.forEach(queue -> engines.put(queue, engine));
        engine.start();
    }

    private EngineOptions options(Set<String> queues) {
        var channel = server.getWorkflowServiceStubs().getRawChannel();
        return new EngineOptions(
                new EngineOptions.Temporal(
                        WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build(),
                        server.getNamespace(),
                        "test",
                        new Versioning.None()),
                new EngineOptions.Kafka(
                        Map.of(), "test", Values.SMALL, EngineOptions.Kafka.OUTBOX_BYTES),
                queues,
                new EngineOptions.Tasks(tasks, List.of(new HeaderInterceptor()), TASKS_AT_ONCE),
                STOP);
    }

    /// The server's clock.
    Instant now() {
        return Instant.ofEpochMilli(server.currentTimeMillis());
    }

    String history(String run) {
        return server.getWorkflowClient().fetchHistory(run).toJson(true);
    }

    void sleep(Duration time) {
        server.sleep(time);
    }

    @Override
    public synchronized void close() {
        Set.copyOf(engines.values()).forEach(Engine::close);
        server.close();
    }
}
