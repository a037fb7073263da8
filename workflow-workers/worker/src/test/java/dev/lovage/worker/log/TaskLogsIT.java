package dev.lovage.worker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.LogLine;
import dev.lovage.links.KafkaLink;
import dev.lovage.local.Stack;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// A task that logs as fast as it can, by way of Logback and the courier into a real Kafka.
@Timeout(120)
final class TaskLogsIT {
    private static final int LINES = 100_000;
    private static final String DROPPED = "([0-9,]+) lines? dropped";

    private final String prefix = "test-" + UUID.randomUUID();
    private final Map<String, Object> servers = Map.of("bootstrap.servers", Stack.shared().kafka());
    private final Admin kafka = Admin.create(servers);
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    /// Nobody wants to see the lines.
    @BeforeEach
    void start() throws Exception {
        kafka.createTopics(List.of(new NewTopic(prefix + ".logs", 1, (short) 1))).all().get();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
    }

    @AfterEach
    void stop() throws Exception {
        others.forEach(root::addAppender);
        kafka.deleteTopics(List.of(prefix + ".logs")).all().get();
        kafka.close();
    }

    @Test
    void ofAHundredThousandLinesATasksShareArrivesAndTheRestIsCountedAndSaid() {
        var meters = new SimpleMeterRegistry();
        Duration wrote;
        try (var _ = new TaskLogs(Stack.shared().kafka(), prefix, KafkaLink.PLAIN, meters)) {
            wrote = written();
        }

        var told = told();
        var lines = told.stream().filter(line -> line.logger().equals("task.flood")).toList();
        var dropped =
                told.stream()
                        .filter(line -> line.logger().equals(LogQueue.LOGGER))
                        .mapToLong(line -> number(line.message()))
                        .sum();
        System.out.printf(
                "%,d lines were logged within %d ms: %,d arrived, %,d were said to be dropped%n",
                LINES, wrote.toMillis(), lines.size(), dropped);
        assertThat(lines.size() + dropped).isEqualTo(LINES);
        assertThat(lines)
                .hasSizeBetween(
                        LogQueue.MOST_A_SECOND,
                        (int) (wrote.toSeconds() + 2) * LogQueue.MOST_A_SECOND);
        assertThat(lines).extracting(TaskLogsIT::index).isSorted();
        assertThat(lines).allMatch(line -> line.run().equals("flood~1") && line.attempt() == 3);
        assertThat(meters.get("lovage.log.lines.lost").functionCounter().count())
                .isEqualTo(dropped);
    }

    private static Duration written() {
        var logger = LoggerFactory.getLogger("task.flood");
        MDC.setContextMap(
                Map.of("tenant", "default", "run", "flood~1", "path", "do.0", "attempt", "3"));
        var begun = System.nanoTime();
        IntStream.range(0, LINES).forEach(n -> logger.info("line {}", n));
        MDC.clear();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static int index(LogLine line) {
        return Integer.parseInt(line.message().substring("line ".length()));
    }

    private static long number(String message) {
        assertThat(message).matches(DROPPED);
        return Long.parseLong(message.replaceFirst(DROPPED, "$1").replace(",", ""));
    }

    private List<LogLine> told() {
        var told = new ArrayList<LogLine>();
        try (var consumer =
                new KafkaConsumer<>(
                        servers, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(prefix + ".logs", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(200))) {
                            var headers =
                                    StreamSupport.stream(record.headers().spliterator(), false)
                                            .collect(Collectors.toMap(Header::key, Header::value));
                            told.add(EventCodec.decodeLog(CloudEvent.of(headers, record.value())));
                        }
                        return told.size() == end;
                    });
        }
        return told;
    }
}
