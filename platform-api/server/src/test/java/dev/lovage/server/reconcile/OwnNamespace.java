package dev.lovage.server.reconcile;

import com.google.protobuf.util.Durations;

import dev.lovage.canvas.RunInput;
import dev.lovage.local.Stack;
import dev.lovage.server.Settings;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.run.RunKey;

import io.grpc.ClientInterceptor;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A namespace of a test's own in the shared Temporal, and runs in it.
public final class OwnNamespace implements AutoCloseable {
    public static final String QUEUE = "media";

    public final Settings.Temporal settings;
    public final WorkflowServiceStubs stubs;
    public final WorkflowClient client;
    public final RunEngine engine;

    public OwnNamespace() {
        this(
                new Settings.Temporal(
                        Stack.shared().temporal(), "test-" + UUID.randomUUID(), Duration.ofDays(1)),
                List.of());
        stubs.blockingStub()
                .registerNamespace(
                        RegisterNamespaceRequest.newBuilder()
                                .setNamespace(settings.namespace())
                                .setWorkflowExecutionRetentionPeriod(Durations.fromDays(1))
                                .build());
        Await.until(this::usable);
    }

    /// The same namespace, spoken to through something that listens.
    OwnNamespace(OwnNamespace other, ClientInterceptor listening) {
        this(other.settings, List.of(listening));
    }

    private OwnNamespace(Settings.Temporal settings, List<ClientInterceptor> listening) {
        this.settings = settings;
        stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(settings.target())
                                .setGrpcClientInterceptors(listening)
                                .build());
        client =
                WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(settings.namespace())
                                .build());
        engine = Engines.temporal(client, settings);
    }

    /// Takes a run and its history away.
    public void delete(String run) {
        stubs.blockingStub()
                .deleteWorkflowExecution(
                        DeleteWorkflowExecutionRequest.newBuilder()
                                .setNamespace(settings.namespace())
                                .setWorkflowExecution(
                                        WorkflowExecution.newBuilder().setWorkflowId(run))
                                .build());
    }

    /// A run that Temporal has accepted, and nobody works on.
    public RunKey started(String run) {
        var accepted = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var input =
                RunInput.of(
                        RunInput.Bundle.of("census", 3, Map.of()),
                        Map.of("folder", "/tmp"),
                        new RunInput.Frozen(
                                Map.of(), List.of("big"), null, new RunInput.Origin("cli", "ada")),
                        "default",
                        accepted.toEpochMilli());
        engine.start(new Launch(run, QUEUE, Duration.ofHours(1), input, "hash"));
        return new RunKey("default", run, accepted);
    }

    private boolean usable() {
        try {
            var _ =
                    stubs.blockingStub()
                            .listWorkflowExecutions(
                                    ListWorkflowExecutionsRequest.newBuilder()
                                            .setNamespace(settings.namespace())
                                            .build());
            return true;
        } catch (StatusRuntimeException _) {
            return false;
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
