package dev.lovage.server;

import dev.lovage.links.TemporalLink;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.inject.Singleton;

import java.time.Duration;

/// The one connection to Temporal. Every call has a deadline of a second and a half, tries
/// included, so that an outage is an answer and not a wait.
@Factory
final class TemporalConnection {
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    @Singleton
    @Bean(preDestroy = "shutdownNow")
    WorkflowServiceStubs stubs(Settings.Temporal settings, TemporalLink link) {
        return WorkflowServiceStubs.newServiceStubs(
                link.to(settings.target(), settings.namespace())
                        .setRpcTimeout(PATIENCE)
                        .setSystemInfoTimeout(PATIENCE)
                        .setConnectionBackoffResetFrequency(Duration.ofSeconds(1))
                        .setRpcRetryOptions(
                                RpcRetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofMillis(50))
                                        .setMaximumInterval(Duration.ofMillis(400))
                                        .setExpiration(PATIENCE)
                                        .validateBuildWithDefaults())
                        .build());
    }

    @Singleton
    WorkflowClient client(WorkflowServiceStubs stubs, Settings.Temporal settings) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .setIdentity("lovage-api")
                        .build());
    }
}
