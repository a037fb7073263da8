package dev.lovage.server.reconcile;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.links.KafkaLink;
import dev.lovage.server.Settings;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A topic of a test's own, and the events that came through it.
final class Heard implements AutoCloseable {
    final Settings.Kafka kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<RunEvent> events = new ArrayList<>();

    Heard(String servers) throws Exception {
        kafka =
                new Settings.Kafka(
                        servers,
                        "test-" + UUID.randomUUID(),
                        1,
                        (short) 1,
                        Duration.ofDays(1),
                        KafkaLink.PLAIN);
        var topic = kafka.topic("runs");
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
    }

    /// All so far.
    List<RunEvent> events() {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
            var headers = new HashMap<String, byte[]>();
            record.headers().forEach(header -> headers.put(header.key(), header.value()));
            events.add(EventCodec.decode(CloudEvent.of(headers, record.value())));
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
