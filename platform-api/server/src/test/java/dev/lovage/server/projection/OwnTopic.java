package dev.lovage.server.projection;

import static org.awaitility.Awaitility.await;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.LogLine;
import dev.lovage.events.RunEvent;
import dev.lovage.events.WorkerSeen;
import dev.lovage.links.KafkaLink;
import dev.lovage.local.Stack;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

/// Topics of a test's own in the shared Kafka.
public final class OwnTopic implements AutoCloseable {
    public final Settings.Kafka kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    public OwnTopic(int partitions) throws Exception {
        var servers = Stack.shared().kafka();
        var prefix = "test-" + UUID.randomUUID();
        kafka =
                new Settings.Kafka(
                        servers,
                        prefix,
                        partitions,
                        (short) 1,
                        Duration.ofDays(1),
                        KafkaLink.PLAIN);
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        admin.createTopics(
                        List.of(
                                new NewTopic(kafka.topic("runs"), partitions, (short) 1),
                                new NewTopic(kafka.topic("logs"), partitions, (short) 1),
                                new NewTopic(kafka.topic("attempts"), partitions, (short) 1),
                                new NewTopic(kafka.topic("workers"), partitions, (short) 1)))
                .all()
                .get();
        // one at a time: a topic that was just made may refuse a batch and take the one behind it
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "linger.ms",
                                0,
                                "max.in.flight.requests.per.connection",
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public void tell(RunEvent... events) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (var event : events) {
            sent.add(send(event));
        }
        for (var each : sent) {
            each.get();
        }
    }

    /// Without waiting for it.
    Future<?> send(RunEvent event) {
        var cloud = EventCodec.encode(event);
        var key = event.subject().run().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(kafka.topic("runs"), key, cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        return producer.send(record);
    }

    /// Waits until all that was sent is in Kafka.
    void flush() {
        producer.flush();
    }

    /// Whether everything that the topic of runs has was applied there.
    public boolean isRead(OwnDatabase database) throws Exception {
        long ends = 0;
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            ends += end(partition);
        }
        return database.value("select coalesce(sum(next_offset), 0) from projector_offsets")
                .equals("" + ends);
    }

    /// Any record at all.
    void send(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers)
            throws Exception {
        var record = new ProducerRecord<>(kafka.topic("runs"), key, value);
        headers.forEach(record.headers()::add);
        producer.send(record).get();
    }

    void announce(WorkerSeen seen) throws Exception {
        var cloud = EventCodec.encodeWorker(seen);
        var record = new ProducerRecord<byte[], byte[]>(kafka.topic("workers"), cloud.bytes());
        cloud.headers().forEach(record.headers()::add);
        producer.send(record).get();
    }

    public void say(AttemptEvent... events) throws Exception {
        for (var event : events) {
            var cloud = EventCodec.encodeAttempt(event);
            var key = event.subject().run().getBytes(StandardCharsets.UTF_8);
            var record = new ProducerRecord<>(kafka.topic("attempts"), key, cloud.bytes());
            cloud.headers().forEach(record.headers()::add);
            producer.send(record).get();
        }
    }

    public void log(LogLine... lines) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (var line : lines) {
            var cloud = EventCodec.encodeLog(line);
            var key = line.run().getBytes(StandardCharsets.UTF_8);
            var record = new ProducerRecord<>(kafka.topic("logs"), key, cloud.bytes());
            cloud.headers().forEach(record.headers()::add);
            sent.add(producer.send(record));
        }
        for (var each : sent) {
            each.get();
        }
    }

    /// A record that nobody can read, and one without a value.
    public void garbage(String kind) throws Exception {
        var name = kafka.topic(kind);
        producer.send(new ProducerRecord<>(name, new byte[] {1, 2, 3})).get();
        producer.send(new ProducerRecord<byte[], byte[]>(name, null)).get();
    }

    /// As retention does.
    public void deleteUpTo(int partition, long offset) throws Exception {
        admin.deleteRecords(
                        Map.of(
                                new TopicPartition(kafka.topic("runs"), partition),
                                RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    /// Deletes the topic of runs, and makes one of that name.
    void makeAgain() throws Exception {
        var name = kafka.topic("runs");
        admin.deleteTopics(List.of(name)).all().get();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    admin.createTopics(List.of(new NewTopic(name, kafka.partitions(), (short) 1)))
                            .all()
                            .get();
                    return true;
                });
    }

    /// The offset behind the last record.
    public long end(int partition) throws Exception {
        var which = new TopicPartition(kafka.topic("runs"), partition);
        return admin.listOffsets(Map.of(which, OffsetSpec.latest()))
                .partitionResult(which)
                .get()
                .offset();
    }

    @Override
    public void close() {
        producer.close();
        admin.deleteTopics(
                        List.of(
                                kafka.topic("runs"),
                                kafka.topic("logs"),
                                kafka.topic("attempts"),
                                kafka.topic("workers")))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        admin.close();
    }
}
