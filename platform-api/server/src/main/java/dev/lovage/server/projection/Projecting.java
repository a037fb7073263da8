package dev.lovage.server.projection;

import dev.lovage.server.Background;
import dev.lovage.server.Preparation;
import dev.lovage.server.Settings;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Starts the projection once its tables and its topic are there, and ends it with the api.
@Context
final class Projecting {
    static final int BATCH = 500;

    private final Preparation preparation;
    private final Projector projector;
    private final ProjectorState state;

    Projecting(Background database, Settings.Kafka kafka, Preparation preparation, Clock clock) {
        this.preparation = preparation;
        state = new ProjectorState(clock);
        projector =
                new Projector(
                        () -> consumer(kafka.servers(), kafka.prefix() + ".projection"),
                        kafka.topic("runs"),
                        new Projection(database, clock),
                        state);
    }

    @PostConstruct
    void start() {
        var _ =
                CompletableFuture.allOf(preparation.when("postgresql"), preparation.when("kafka"))
                        .thenRun(projector::start);
    }

    ProjectorState.View view() {
        return state.view();
    }

    @PreDestroy
    void close() {
        projector.close();
    }

    /// A member of the group that shares the partitions among all replicas of the api. Where to
    /// read is ours to say: Kafka neither keeps nor guesses it.
    static Consumer<byte[], byte[]> consumer(String servers, String group) {
        return new KafkaConsumer<>(
                Map.ofEntries(
                        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH),
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
                        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
                        Map.entry(
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
