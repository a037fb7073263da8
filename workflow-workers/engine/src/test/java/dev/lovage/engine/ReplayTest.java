package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.emission.Outbox;
import dev.lovage.events.CloudEvent;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Histories of runs of released engine levels: each still replays, and tells the same events.
@Timeout(60)
class ReplayTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "containers",
                "unserved",
                "control",
                "graph",
                "interrupt",
                "loops",
                "inline",
                "flow",
                "child",
                "paused-flow",
                "paused-child",
                "replace",
                "renewed-first",
                "renewed",
                "renewed-last",
            })
    void aRecordedRunReplaysAndTellsTheSameEvents(String name) throws Exception {
        var history = WorkflowExecutionHistory.fromJson(resource(name + ".json"));
        var run = history.getWorkflowExecution();
        var topic = new MemoryTopic();
        var outbox =
                new Outbox(topic, "t", new Outbox.Courier(Runnable::run, Runnable::run), 1_000_000);
        outbox.begun(run.getRunId(), 0, true);

        replay(history, outbox);

        outbox.committed(run.getRunId(), Long.MAX_VALUE, true);
        var told =
                topic.of(run.getWorkflowId()).stream()
                        .map(CloudEvent::data)
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(told).isEqualTo(resource(name + ".events"));
    }

    private static void replay(WorkflowExecutionHistory history, Outbox outbox) throws Exception {
        var options =
                TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(
                                WorkflowClientOptions.newBuilder()
                                        .setDataConverter(Json.converter())
                                        .build())
                        .setWorkerFactoryOptions(
                                WorkerFactoryOptions.newBuilder()
                                        .setWorkerInterceptors(new ActivityIds())
                                        .build())
                        .build();
        try (var environment = TestWorkflowEnvironment.newInstance(options)) {
            var worker =
                    environment.newWorker(
                            "recorded",
                            WorkerOptions.newBuilder()
                                    .setDefaultDeadlockDetectionTimeout(30_000)
                                    .build());
            worker.registerWorkflowImplementationFactory(
                    RunWorkflow.class, () -> new CanvasWorkflow(outbox, Values.SMALL));
            WorkflowReplayer.replayWorkflowExecution(history, worker);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = ReplayTest.class.getResourceAsStream("/histories/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
