package dev.lovage.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.WorkerSeen;
import dev.lovage.local.Stack;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

class BacklogIT {
    @Test
    void countsWhatWaitsForAWorker() {
        var stack = Stack.shared();
        var settings =
                new Settings.Temporal(stack.temporal(), stack.namespace(), Duration.ofDays(1));
        var stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(settings.target())
                                .build());
        var queue = "backlog-" + UUID.randomUUID();
        var registry = new SimpleMeterRegistry();
        try (var database = new OwnDatabase()) {
            var clock = Clock.systemUTC();
            var seen =
                    new WorkerSeen(
                            "default",
                            "w1",
                            "1.0",
                            clock.instant(),
                            clock.instant(),
                            List.of(queue),
                            List.of());
            new Announcements(database, clock).add(List.of(seen));
            var catalogue = new PostgresCatalogue(database, clock);
            var backlog = new Backlog(catalogue, stubs, settings, registry);
            start(stubs, settings, queue);
            start(stubs, settings, queue);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        backlog.measure();
                        assertThat(waiting(registry, queue, "workflow")).isEqualTo(2);
                    });
            assertThat(waiting(registry, queue, "activity")).isZero();
        } finally {
            stubs.shutdownNow();
        }
    }

    private static double waiting(SimpleMeterRegistry registry, String queue, String type) {
        return registry.get("lovage.queue.backlog")
                .tags("queue", queue, "type", type)
                .gauge()
                .value();
    }

    private static void start(
            WorkflowServiceStubs stubs, Settings.Temporal settings, String queue) {
        WorkflowClient.newInstance(
                        stubs,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(settings.namespace())
                                .build())
                .newUntypedWorkflowStub(
                        "nobody",
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(queue)
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(1))
                                .build())
                .start();
    }
}
