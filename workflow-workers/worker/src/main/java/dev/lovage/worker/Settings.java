package dev.lovage.worker;

import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.EngineOptions.Versioning;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/// What can be configured, read once at the start. The documented table of keys is [SettingKeys].
final class Settings {
    private Settings() {}

    /// Where Temporal is, and the namespace that holds the runs.
    @ConfigurationProperties("lovage.temporal")
    record Temporal(
            @Bindable(defaultValue = "127.0.0.1:7233") String target,
            @Bindable(defaultValue = "lovage") String namespace) {}

    /// Which version this worker is, as Temporal's Worker Controller says it: in
    /// `TEMPORAL_DEPLOYMENT_NAME` and `TEMPORAL_WORKER_BUILD_ID`.
    @ConfigurationProperties("temporal")
    record Deployment(
            @Bindable(defaultValue = "") String deploymentName,
            @Bindable(defaultValue = "") String workerBuildId) {
        Deployment {
            if (deploymentName.isEmpty() != workerBuildId.isEmpty()) {
                throw new IllegalArgumentException(
                        "TEMPORAL_DEPLOYMENT_NAME and TEMPORAL_WORKER_BUILD_ID belong together: set"
                                + " both, or none");
            }
        }

        Versioning versioning() {
            return deploymentName.isEmpty()
                    ? new Versioning.None()
                    : new Versioning.Deployed(deploymentName, workerBuildId);
        }
    }

    /// Where Kafka is, and how the topics are named.
    @ConfigurationProperties("lovage.kafka")
    record Kafka(
            @Bindable(defaultValue = "127.0.0.1:9092") String servers,
            @Bindable(defaultValue = "lovage") String prefix) {}

    /// What this worker serves, and as whom.
    ///
    /// @param tasks how many run at once on each queue
    @ConfigurationProperties("lovage.worker")
    record Worker(
            @Bindable(defaultValue = "default") List<String> queues,
            @Bindable(defaultValue = "default") String tenant,
            @Nullable String identity,
            @Bindable(defaultValue = "100") int tasks,
            @Bindable(defaultValue = "") List<String> packages,
            @Bindable(defaultValue = "30s") Duration stopGrace) {
        Worker {
            if (queues.isEmpty() || queues.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("lovage.worker.queues holds an empty name");
            }
            if (tasks < 1) {
                throw new IllegalArgumentException("lovage.worker.tasks is 1 or more");
            }
        }

        /// Its name in Temporal and in the console.
        String name() {
            return identity == null ? ManagementFactory.getRuntimeMXBean().getName() : identity;
        }
    }

    /// The folders that tasks may read.
    @ConfigurationProperties("lovage.files")
    record Files(@Bindable(defaultValue = "") List<String> roots) {}

    /// Whether events carry the values of steps and runs, and how much of them may wait for Kafka.
    @ConfigurationProperties("lovage.events")
    record Events(
            @Bindable(defaultValue = "none") Values values,
            @Bindable(defaultValue = "67108864") long outboxBytes) {
        private static final long LEAST = 1024 * 1024;

        Events {
            if (outboxBytes < LEAST) {
                throw new IllegalArgumentException(
                        "lovage.events.outbox-bytes is %d or more".formatted(LEAST));
            }
        }
    }
}
