package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions.Kafka;
import dev.lovage.engine.EngineOptions.Tasks;
import dev.lovage.engine.EngineOptions.Temporal;
import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.engine.emission.Publisher;

import io.grpc.ClientInterceptor;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Engines and a client of one Temporal server, on a queue of their own.
final class TestPlatform implements AutoCloseable {
    final String queue = "q-" + UUID.randomUUID();
    final MemoryTopic topic = new MemoryTopic();
    Duration taskTimeout = Duration.ofSeconds(10);

    /// What stands between engines made from now on and the server, behind all that listens.
    List<ClientInterceptor> between = List.of();

    final Wire wire = new Wire();
    final WorkflowServiceStubs stubs;
    final WorkflowClient client;
    private final String target;
    private final String namespace;
    private final List<Engine> engines = new ArrayList<>();

    TestPlatform(String target, String namespace) {
        this.target = target;
        this.namespace = namespace;
        this.stubs = WorkflowServiceStubs.newServiceStubs(stubs());
        this.client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(namespace)
                                .setDataConverter(Json.converter())
                                .build());
    }

    private WorkflowServiceStubsOptions stubs() {
        return WorkflowServiceStubsOptions.newBuilder()
                .setTarget(target)
                .setGrpcClientInterceptors(List.of(wire))
                .setChannelInitializer(channel -> channel.intercept(between))
                .build();
    }

    /// An engine that serves these tasks.
    Engine engine(Map<String, Task> tasks) {
        return engine(tasks, topic);
    }

    Engine engine(Map<String, Task> tasks, Publisher publisher) {
        return engine(tasks, publisher, new Versioning.None());
    }

    Engine engine(Map<String, Task> tasks, Publisher publisher, Versioning versioning) {
        return engine(new Tasks(new TestTasks(tasks), List.of(), 100), publisher, versioning);
    }

    Engine engine(Tasks tasks, Publisher publisher, Versioning versioning) {
        var options =
                new EngineOptions(
                        new Temporal(stubs(), namespace, "test", versioning),
                        new Kafka(Map.of(), "test", Values.SMALL, Kafka.OUTBOX_BYTES),
                        Set.of(queue),
                        tasks,
                        Duration.ofMillis(100));
        var engine = new Engine(options, publisher, () -> {});
        engines.add(engine);
        engine.start();
        return engine;
    }

    /// Starts a run of a definition, given as JSON with single quotes, without its name.
    WorkflowStub start(String definition, Object input) {
        return start(input(definition, input));
    }

    /// Starts one of whose tasks these are inline.
    WorkflowStub start(String definition, Object input, Set<String> inline) {
        return start(inline(input(definition, input), inline));
    }

    WorkflowStub start(RunInput input) {
        var run = "test~" + UUID.randomUUID();
        var stub =
                client.newUntypedWorkflowStub(
                        RunInput.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(run)
                                .setTaskQueue(queue)
                                .setMemo(Map.of("tenant", input.tenant()))
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(5))
                                .setWorkflowTaskTimeout(taskTimeout)
                                .build());
        stub.start(input);
        return stub;
    }

    List<HistoryEvent> history(WorkflowStub run) {
        return client.fetchHistory(run.getExecution().getWorkflowId()).getEvents();
    }

    static RunInput input(String definition, Object input) {
        return input(Trees.read("{'name': 'test', " + definition + "}"), input);
    }

    static RunInput input(Map<String, Object> definition, Object input) {
        return RunInput.of(
                RunInput.Bundle.of("test", 1, definition),
                input,
                new RunInput.Frozen(Map.of(), List.of(), null, new RunInput.Origin("test", null)),
                RunInput.DEFAULT_TENANT,
                1_700_000_000_000L);
    }

    /// The same run, of whose tasks these are inline.
    static RunInput inline(RunInput input, Set<String> tasks) {
        var announced = new HashMap<String, Map<String, Object>>();
        tasks.forEach(task ->
                announced.put(task, Map.of("inline", true, "timeout", Map.of("attempt", "1s"))));
        var frozen = input.frozen();
        return RunInput.of(
                input.bundle(),
                input.input(),
                new RunInput.Frozen(announced, frozen.tags(), null, frozen.origin()),
                input.tenant(),
                input.accepted());
    }

    /// Closes an engine before the platform.
    void stop(Engine engine) {
        engines.remove(engine);
        engine.close();
    }

    @Override
    public void close() {
        engines.forEach(Engine::close);
        stubs.shutdownNow();
    }
}
