package dev.lovage.server.projection;

import dev.lovage.server.Settings;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Makes the consumers, members of groups that share the partitions among all replicas of the api.
final class Consumers {
    static final int BATCH = 500;

    private Consumers() {}

    /// Where to read is ours to say: Kafka neither keeps nor guesses it.
    static Consumer<byte[], byte[]> ofRuns(Settings.Kafka kafka) {
        return consumer(kafka, "projection", "none");
    }

    /// The same for what tasks logged.
    static Consumer<byte[], byte[]> ofLogs(Settings.Kafka kafka) {
        return consumer(kafka, "logs", "none");
    }

    /// Reads what workers announced in the last minute, and on from there.
    static Consumer<byte[], byte[]> ofWorkers(Settings.Kafka kafka) {
        return consumer(kafka, "catalogue", "by_duration:PT1M");
    }

    /// The same for what they said of attempts.
    static Consumer<byte[], byte[]> ofAttempts(Settings.Kafka kafka) {
        return consumer(kafka, "attempts", "by_duration:PT1M");
    }

    private static Consumer<byte[], byte[]> consumer(
            Settings.Kafka kafka, String purpose, String start) {
        var settings = kafka.client();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.prefix() + "." + purpose);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, start);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        // a replica that was killed is noticed after six seconds, the least a broker allows
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
