package dev.lovage.chaos;

import dev.lovage.chaos.check.World.Told;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.UnreadableEventException;
import dev.lovage.local.Stack;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// The topic of runs as it is, past all doors.
final class Topic implements AutoCloseable {
    private static final String NAME = "lovage.runs";
    private static final int REPEATED = 300;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String servers;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    Topic(Stack stack) {
        servers = stack.kafka();
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(NAME, PATIENCE).stream()
                        .map(one -> new TopicPartition(NAME, one.partition()))
                        .toList();
    }

    /// The next offset of each partition.
    Map<Integer, Long> ends() {
        var ends = new HashMap<Integer, Long>();
        consumer.endOffsets(partitions, POLL)
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /// Every event of a run that is in it now; what is none is left out.
    List<Told> read() {
        return records().stream().flatMap(Topic::told).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (partitions.stream()
                .anyMatch(one -> consumer.position(one, PATIENCE) < ends.getOrDefault(one, 0L))) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /// Some of what is in it once more, the same bytes in another order.
    void repeat() throws InterruptedException, ExecutionException {
        var records = new ArrayList<>(records());
        Collections.shuffle(records);
        try (var producer = producer()) {
            for (var record : records.subList(0, Math.min(REPEATED, records.size()))) {
                producer.send(
                                new ProducerRecord<>(
                                        NAME,
                                        record.partition(),
                                        record.key(),
                                        record.value(),
                                        record.headers()))
                        .get();
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Stream<Told> told(ConsumerRecord<byte[], byte @Nullable []> record) {
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        var value = record.value();
        if (value == null) {
            return Stream.of();
        }
        try {
            var cloud = CloudEvent.of(headers, value);
            return Stream.of(new Told(cloud.id(), cloud.data(), EventCodec.decode(cloud)));
        } catch (UnreadableEventException _) {
            return Stream.of();
        }
    }

    /// What no reader understands, in every partition.
    void poison() throws InterruptedException, ExecutionException {
        try (var producer = producer()) {
            for (var partition : partitions) {
                for (var value : poisons()) {
                    producer.send(
                                    new ProducerRecord<>(
                                            NAME,
                                            partition.partition(),
                                            "poison".getBytes(StandardCharsets.UTF_8),
                                            value))
                            .get();
                }
            }
        }
    }

    private static List<byte[]> poisons() {
        return Stream.of("", "{", "{\"v\": 99}", "x".repeat(900_000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(POLL));
    }
}
