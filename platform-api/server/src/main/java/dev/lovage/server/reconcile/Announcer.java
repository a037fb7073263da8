package dev.lovage.server.reconcile;

import dev.lovage.events.EventCodec;
import dev.lovage.events.Heartbeat;
import dev.lovage.events.RunEvent;
import dev.lovage.server.Settings;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Publishes what the reconciler found, beside what the workers tell of the same run.
@Singleton
final class Announcer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings.Kafka kafka;
    private @Nullable Producer<byte[], byte[]> producer;

    Announcer(Settings.Kafka kafka) {
        this.kafka = kafka;
    }

    /// Returns once Kafka has it.
    void publish(RunEvent event) {
        var cloud = EventCodec.encode(event);
        var key = event.subject().run().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(kafka.topic("runs"), key, cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        try {
            var _ = producer().send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was to take an event", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take an event: " + e.getMessage(), e);
        }
    }

    /// Puts a sign of life into every partition, unawaited: the next one is due soon.
    void beat(Instant now) {
        var cloud = new Heartbeat(now).encode();
        var topic = kafka.topic("runs");
        for (var partition : producer().partitionsFor(topic)) {
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            topic, partition.partition(), null, cloud.bytes());
            cloud.headers().forEach(record.headers()::add);
            var _ = producer().send(record);
        }
    }

    /// Made when there is something to say: most apis never have.
    private synchronized Producer<byte[], byte[]> producer() {
        var known = producer;
        if (known == null) {
            known =
                    new KafkaProducer<>(
                            settings(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = known;
        }
        return known;
    }

    private Map<String, Object> settings() {
        var settings = kafka.client();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return settings;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
