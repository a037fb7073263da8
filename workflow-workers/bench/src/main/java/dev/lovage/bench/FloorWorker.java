package dev.lovage.bench;

import io.temporal.activity.Activity;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;

import java.util.concurrent.CountDownLatch;

/// The worker of the floor, in a process of its own: the SDK as it comes.
public final class FloorWorker {
    private FloorWorker() {}

    /// Serves the floor until it is ended; its arguments are `host:port` and namespace of Temporal.
    public static void main(String[] arguments) throws InterruptedException {
        var stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
        var client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder().setNamespace(arguments[1]).build());
        var factory = WorkerFactory.newInstance(client);
        var worker = factory.newWorker(FloorWorkflow.QUEUE);
        worker.registerWorkflowImplementationTypes(FloorWorkflow.Plain.class);
        worker.registerActivitiesImplementations(new Tasks());
        factory.start();
        new CountDownLatch(1).await();
    }

    /// The tasks, by name, as ours has them.
    private static final class Tasks implements DynamicActivity {
        private final BenchTasks tasks = new BenchTasks();

        @Override
        public Object execute(EncodedValues arguments) {
            return switch (Activity.getExecutionContext().getInfo().getActivityType()) {
                case BenchTasks.NOOP -> tasks.noop();
                case BenchTasks.FIBO -> tasks.fibo(arguments.get(0, Integer.class));
                case BenchTasks.TIMED ->
                        tasks.timed(arguments.get(0, Long.class), arguments.get(1, Integer.class));
                case BenchTasks.PASS -> tasks.pass(arguments.get(0, String.class));
                case String other -> throw new IllegalArgumentException(other);
            };
        }
    }
}
