package dev.lovage.engine;

import io.temporal.activity.DynamicActivity;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that an [Engine] needs to be told.
///
/// @param queues as on the wire: `{tenant}/{queue}`, the default tenant's bare
/// @param stopGrace how long running work may go on once the engine is told to stop
public record EngineOptions(
        Temporal temporal, Kafka kafka, Set<String> queues, Tasks tasks, Duration stopGrace) {
    public EngineOptions {
        queues = Set.copyOf(queues);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("An engine needs at least one queue to serve");
        }
    }

    /// Where Temporal is, and as whom the worker shows there.
    public record Temporal(
            WorkflowServiceStubsOptions stubs,
            String namespace,
            String identity,
            Versioning versioning) {}

    /// Whether Temporal knows the worker's version, and sends runs to it accordingly.
    public sealed interface Versioning {
        /// Every worker serves every run.
        record None() implements Versioning {}

        /// Runs go to the version that is current in the deployment, and move on with it.
        ///
        /// @param name of the deployment
        /// @param build what tells this version from the others
        record Deployed(String name, String build) implements Versioning {}
    }

    /// Where events go.
    ///
    /// @param client how a client of Kafka connects: its servers, and how they are spoken to
    /// @param prefix of the topics: `{prefix}.runs`
    /// @param outboxBytes of events that may wait for it; past that whole runs are dropped
    public record Kafka(
            Map<String, Object> client, String prefix, Values values, long outboxBytes) {
        /// What may wait unless told otherwise.
        public static final long OUTBOX_BYTES = 64L * 1024 * 1024;

        public Kafka {
            client = Map.copyOf(client);
        }

        public String runs() {
            return prefix + ".runs";
        }
    }

    /// Whether events carry the values of steps and runs.
    public enum Values {
        NONE,
        /// Up to 16 KiB each; of larger ones the size.
        SMALL
    }

    /// The side that executes tasks.
    ///
    /// @param activity takes every task, whatever its name, and answers `NO_HANDLER` for those it
    ///   has not
    /// @param interceptors see the activities come in, with their headers
    /// @param concurrency how many run at once on each queue
    public record Tasks(
            DynamicActivity activity, List<WorkerInterceptor> interceptors, int concurrency) {
        public Tasks {
            interceptors = List.copyOf(interceptors);
        }
    }
}
