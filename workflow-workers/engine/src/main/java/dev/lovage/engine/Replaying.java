package dev.lovage.engine;

import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.emission.Outbox;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;

import java.util.concurrent.CompletableFuture;

/// Lets a worker that is not ours replay the histories of runs; nothing is published.
public final class Replaying {
    private Replaying() {}

    /// How such a worker's client reads and writes values.
    public static WorkflowClientOptions client() {
        return WorkflowClientOptions.newBuilder().setDataConverter(Json.converter()).build();
    }

    /// What such a worker's factory needs.
    public static WorkerFactoryOptions workers() {
        return WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new ActivityIds()).build();
    }

    /// Lets it interpret runs.
    public static void teach(Worker worker) {
        var nowhere =
                new Outbox(
                        (_, _, _) -> CompletableFuture.completedFuture(null),
                        "",
                        new Outbox.Courier(Runnable::run, Runnable::run),
                        1);
        worker.registerWorkflowImplementationFactory(
                RunWorkflow.class, () -> new CanvasWorkflow(nowhere, Values.NONE));
    }
}
