package dev.lovage.worker.log;

import dev.lovage.events.EventCodec;
import dev.lovage.worker.log.LogQueue.Outgoing;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Sends lines to Kafka, those of a run in order. What does not arrive within ten seconds is lost.
final class LogProducer implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Consumer<Outgoing> lost;

    LogProducer(Map<String, Object> client, String topic, Consumer<Outgoing> lost) {
        this.topic = topic;
        this.lost = lost;
        producer =
                new KafkaProducer<>(
                        settings(client), new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Map<String, Object> client) {
        var settings = new HashMap<>(client);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }

    void send(Outgoing outgoing) {
        var cloud = EventCodec.encodeLog(outgoing.line());
        var record = new ProducerRecord<>(topic, outgoing.line().run(), cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        try {
            var _ =
                    producer.send(
                            record,
                            (_, error) -> {
                                if (error != null) {
                                    lost.accept(outgoing);
                                }
                            });
        } catch (KafkaException | IllegalStateException _) { // it has no room, or no broker
            lost.accept(outgoing);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
