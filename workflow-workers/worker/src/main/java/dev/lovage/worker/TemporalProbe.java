package dev.lovage.worker;

import dev.lovage.links.TemporalLink;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.Optional;

/// Asks Temporal whether it is there and has the namespace, over a connection of its own.
@Singleton
final class TemporalProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Settings.Temporal settings;
    private final WorkflowServiceStubs stubs;

    TemporalProbe(Settings.Temporal settings, TemporalLink link) {
        this.settings = settings;
        this.stubs =
                WorkflowServiceStubs.newServiceStubs(
                        link.to(settings.target(), settings.namespace())
                                .setRpcTimeout(PATIENCE)
                                .setRpcRetryOptions(
                                        RpcRetryOptions.newBuilder()
                                                .setExpiration(PATIENCE)
                                                .setMaximumAttempts(1)
                                                .validateBuildWithDefaults())
                                .build());
    }

    /// Why a worker cannot work there; empty where it can.
    Optional<String> trouble() {
        try {
            var _ =
                    stubs.blockingStub()
                            .describeNamespace(
                                    DescribeNamespaceRequest.newBuilder()
                                            .setNamespace(settings.namespace())
                                            .build());
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            return Optional.of(
                    e.getStatus().getCode() == Status.Code.NOT_FOUND
                            ? "Temporal at %s has no namespace %s (lovage.temporal.namespace); the api makes it"
                                    .formatted(settings.target(), settings.namespace())
                            : "Temporal at %s is not reachable (lovage.temporal.target): %s"
                                    .formatted(settings.target(), e.getStatus().getCode()));
        }
    }

    @PreDestroy
    void close() {
        stubs.shutdownNow();
    }
}
