package dev.lovage.server;

import dev.lovage.canvas.celery.PriorityOrder;
import dev.lovage.links.KafkaLink;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/// What can be configured, read once at the start. The documented table of keys is [SettingKeys].
public final class Settings {
    private Settings() {}

    /// Where PostgreSQL is, and how many connections requests may hold at once.
    @ConfigurationProperties("lovage.database")
    public record Postgres(
            @Bindable(defaultValue = "jdbc:postgresql://127.0.0.1:5432/lovage") String url,
            @Bindable(defaultValue = "lovage") String user,
            @Bindable(defaultValue = "") String password,
            @Bindable(defaultValue = "16") int connections,
            @Bindable(defaultValue = "start") Migrate migrate) {
        /// Who makes the migrations.
        public enum Migrate {
            /// Each api at its start; one does it and the others wait.
            START,
            /// Somebody else, such as [Migration] in a job; the api is not ready before.
            WAIT
        }
    }

    /// Where Temporal is, and the namespace that holds the runs.
    @ConfigurationProperties("lovage.temporal")
    public record Temporal(
            @Bindable(defaultValue = "127.0.0.1:7233") String target,
            @Bindable(defaultValue = "lovage") String namespace,
            @Bindable(defaultValue = "7d") Duration retention) {}

    /// Where Kafka is, and how the topics are named and made.
    @ConfigurationProperties("lovage.kafka")
    public record Kafka(
            @Bindable(defaultValue = "127.0.0.1:9092") String servers,
            @Bindable(defaultValue = "lovage") String prefix,
            @Bindable(defaultValue = "12") int partitions,
            @Bindable(defaultValue = "1") short replication,
            @Bindable(defaultValue = "90d") Duration retention,
            KafkaLink link) {
        /// What every client of Kafka begins with.
        public Map<String, Object> client() {
            return link.to(servers);
        }

        /// The topic of this kind: `runs`, `attempts`, `logs`, `workers`.
        public String topic(String kind) {
            return prefix + "." + kind;
        }
    }

    /// The port for workers alone.
    @ConfigurationProperties("lovage.internal")
    public record Internal(
            @Bindable(defaultValue = "0.0.0.0") String host,
            @Bindable(defaultValue = "8082") int port) {}

    /// The secret of workers, which opens the internal port; without it there is none.
    @ConfigurationProperties("lovage.worker")
    public record WorkerSide(@Bindable(defaultValue = "") String token) {}

    /// How large a value may be that does not travel with its run.
    @ConfigurationProperties("lovage.blobs")
    public record Blobs(@Bindable(defaultValue = "10485760") int maxBytes) {
        public Blobs {
            if (maxBytes < 1 || maxBytes > 256 * 1024 * 1024) {
                throw new IllegalArgumentException("lovage.blobs.max-bytes is 1 to 268435456");
            }
        }
    }

    /// How long runs, their steps and values are kept once they have ended.
    @ConfigurationProperties("lovage.runs")
    public record Runs(@Bindable(defaultValue = "90d") Duration retention) {}

    /// How long what tasks logged is kept.
    @ConfigurationProperties("lovage.logs")
    public record Logs(@Bindable(defaultValue = "7d") Duration retention) {}

    /// How long the events of runs are kept to be looked at; zero: not at all.
    @ConfigurationProperties("lovage.event-log")
    public record EventLog(@Bindable(defaultValue = "3d") Duration retention) {}

    /// The account that is made when there is none.
    @ConfigurationProperties("lovage.admin")
    public record Admin(@Bindable(defaultValue = "admin") String name, @Nullable String password) {}

    /// The secret of consoles, by which they see which runs change; without it there is none.
    @ConfigurationProperties("lovage.feed")
    public record Feed(@Bindable(defaultValue = "") String token) {}

    /// How answers that go on are kept.
    ///
    /// @param open at most, on this node
    /// @param check how often a stream's rights are checked again
    @ConfigurationProperties("lovage.streams")
    public record Streams(
            @Bindable(defaultValue = "500") int open,
            @Bindable(defaultValue = "15s") Duration heartbeat,
            @Bindable(defaultValue = "60s") Duration check) {}

    /// How the read model is made from Kafka.
    ///
    /// @param gather how far two writes of what is read are apart at least: what comes within it is
    ///   written at once, together
    @ConfigurationProperties("lovage.projection")
    public record Projection(@Bindable(defaultValue = "50ms") Duration gather) {
        public Projection {
            if (gather.isNegative() || gather.compareTo(Duration.ofSeconds(5)) > 0) {
                throw new IllegalArgumentException("lovage.projection.gather is 0ms to 5s");
            }
        }
    }

    /// How the read model is compared with Temporal.
    ///
    /// @param every between two comparisons
    /// @param heartbeat between two signs of life in the topic of runs
    /// @param quiet how long an open run may say nothing before Temporal is asked about it
    /// @param rarely the longest time until that run is asked about again
    @ConfigurationProperties("lovage.reconciler")
    public record Reconciler(
            @Bindable(defaultValue = "10s") Duration every,
            @Bindable(defaultValue = "30s") Duration heartbeat,
            @Bindable(defaultValue = "60s") Duration quiet,
            @Bindable(defaultValue = "1h") Duration rarely) {}

    /// How long a sign-in is good for.
    @ConfigurationProperties("lovage.session")
    public record Session(
            @Bindable(defaultValue = "15m") Duration access,
            @Bindable(defaultValue = "12h") Duration refresh) {}

    /// How Celery's JSON is read.
    ///
    /// @param priorityOrder which end of its priorities goes first, 9 or 0
    @ConfigurationProperties("lovage.celery")
    public record Celery(@Bindable(defaultValue = "rabbitmq") PriorityOrder priorityOrder) {}

    /// How many schedules a tenant may have.
    @ConfigurationProperties("lovage.schedules")
    public record Schedules(@Bindable(defaultValue = "1000") int limit) {}
}
