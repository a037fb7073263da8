package dev.lovage.engine;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.emission.CommitHook;
import dev.lovage.engine.emission.KafkaPublisher;
import dev.lovage.engine.emission.Outbox;
import dev.lovage.engine.emission.Publisher;

import io.grpc.ClientInterceptor;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// One worker, wired: takes runs and calls from its queues, and publishes what happened.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration SEND_AGAIN = Duration.ofSeconds(1);
    private static final Duration FLUSH = Duration.ofSeconds(5);

    /// A cold or busy JVM passes the usual second by loading classes.
    private static final long DEADLOCK_MILLIS = 5_000;

    /// Tasks beat at a third of their heartbeat time-out; beats held back longer bring a cancel
    /// late.
    private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(1);

    private static final int CACHED_RUNS = 1_000;

    private final EngineOptions options;
    private final Publisher publisher;
    private final Runnable release;
    private final ExecutorService courier;
    private final Outbox outbox;
    private final WorkflowServiceStubs stubs;
    private final WorkerFactory factory;

    public Engine(EngineOptions options) {
        this(options, new KafkaPublisher(options.kafka().client()));
    }

    private Engine(EngineOptions options, KafkaPublisher kafka) {
        this(options, kafka, kafka::close);
    }

    /// Publishes elsewhere than to Kafka.
    ///
    /// @param release frees what the publisher holds
    public Engine(EngineOptions options, Publisher publisher, Runnable release) {
        this.options = options;
        this.publisher = publisher;
        this.release = release;
        this.courier =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("outbox").daemon().factory());
        this.outbox =
                new Outbox(
                        publisher,
                        options.kafka().runs(),
                        new Outbox.Courier(
                                courier,
                                CompletableFuture.delayedExecutor(
                                        SEND_AGAIN.toMillis(), TimeUnit.MILLISECONDS, courier)),
                        options.kafka().outboxBytes());
        this.stubs = WorkflowServiceStubs.newServiceStubs(hooked(options.temporal().stubs()));
        this.factory = factory();
    }

    /// Begins to poll.
    public void start() {
        warm();
        factory.start();
    }

    /// Loads the language here: on the thread of a first run it would look like a deadlock.
    private static void warm() {
        if (CanvasReader.canvas(Map.of("value", "${1 + 1}")) instanceof Canvas.Value(_, var sum)) {
            Expressions.level(RunInput.ENGINE).fill(sum, _ -> null);
        }
    }

    /// The worker's one way to Kafka.
    public Publisher publisher() {
        return publisher;
    }

    /// What waits for Temporal's word, or for Kafka, to be looked at.
    public Outbox outbox() {
        return outbox;
    }

    private WorkflowServiceStubsOptions hooked(WorkflowServiceStubsOptions stubs) {
        var interceptors = new ArrayList<ClientInterceptor>();
        interceptors.add(new CommitHook(outbox));
        if (stubs.getGrpcClientInterceptors() != null) {
            interceptors.addAll(stubs.getGrpcClientInterceptors());
        }
        return WorkflowServiceStubsOptions.newBuilder(stubs)
                .setGrpcClientInterceptors(interceptors)
                .build();
    }

    private WorkflowClient client() {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(options.temporal().namespace())
                        .setIdentity(options.temporal().identity())
                        .setDataConverter(Json.converter())
                        .build());
    }

    private WorkerFactory factory() {
        var workers =
                WorkerFactory.newInstance(
                        client(),
                        WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .setWorkflowCacheSize(CACHED_RUNS)
                                .setWorkerInterceptors(interceptors())
                                .build());
        for (var queue : options.queues()) {
            var worker = workers.newWorker(queue, served());
            worker.registerActivitiesImplementations(options.tasks().activity());
            worker.registerWorkflowImplementationFactory(
                    RunWorkflow.class, () -> new CanvasWorkflow(outbox, options.kafka().values()));
        }
        return workers;
    }

    private WorkerOptions served() {
        return versioned(WorkerOptions.newBuilder())
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityExecutionSize(options.tasks().concurrency())
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                .build();
    }

    private WorkerOptions.Builder versioned(WorkerOptions.Builder worker) {
        return switch (options.temporal().versioning()) {
            case Versioning.None() -> worker;
            case Versioning.Deployed(var name, var build) ->
                    worker.setDeploymentOptions(
                            WorkerDeploymentOptions.newBuilder()
                                    .setUseVersioning(true)
                                    .setVersion(new WorkerDeploymentVersion(name, build))
                                    .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                                    .build());
        };
    }

    private WorkerInterceptor[] interceptors() {
        var all = new ArrayList<WorkerInterceptor>(options.tasks().interceptors());
        all.add(new ActivityIds());
        all.add(new InlineHeaders());
        all.add(new AttemptMarks());
        return all.toArray(WorkerInterceptor[]::new);
    }

    /// Takes no more work, lets what runs go on for the grace, then interrupts it, publishes what
    /// is left, and frees everything.
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(options.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
        factory.shutdownNow();
        factory.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!outbox.flush(FLUSH)) {
                LOG.warn("Not all events reached Kafka; they are repaired from Temporal");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        courier.shutdownNow();
        release.run();
        stubs.shutdownNow();
        stubs.awaitTermination(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
    }
}
