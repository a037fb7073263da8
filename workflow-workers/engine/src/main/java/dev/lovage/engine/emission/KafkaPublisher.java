package dev.lovage.engine.emission;

import dev.lovage.events.CloudEvent;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The one producer of a worker. The key is the run, so a run's events lie in one partition.
public final class KafkaPublisher implements Publisher, AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private final KafkaProducer<String, byte[]> producer;

    /// @param client how a client of Kafka connects
    public KafkaPublisher(Map<String, Object> client) {
        this.producer =
                new KafkaProducer<>(
                        settings(client), new StringSerializer(), new ByteArraySerializer());
    }

    /// `linger.ms` is 5 unless told otherwise, and a send blocks for a minute while no broker
    /// answers: both are too long here.
    private static Map<String, Object> settings(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }

    @Override
    public CompletionStage<@Nullable Void> publish(String topic, String key, CloudEvent event) {
        var record = new ProducerRecord<>(topic, key, event.bytes());
        event.headers().forEach(record.headers()::add);
        var sent = new CompletableFuture<@Nullable Void>();
        try {
            var _ =
                    producer.send(
                            record,
                            (_, error) -> {
                                if (error == null) {
                                    sent.complete(null);
                                } else {
                                    sent.completeExceptionally(error);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
