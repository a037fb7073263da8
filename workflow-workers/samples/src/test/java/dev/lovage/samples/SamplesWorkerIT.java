package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.Objects.requireNonNull;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.WorkerSeen;
import dev.lovage.local.Stack;

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
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

@Timeout(300)
final class SamplesWorkerIT {
    private static final int FILES = 500;
    private static final String[] TOPICS = {"workers", "runs", "attempts"};
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Three events for each file, and some.
    private static final long MIDDLE = 3L * FILES / 2;

    private final String queue = "it-" + UUID.randomUUID();
    private final Admin kafka = Admin.create(Map.of("bootstrap.servers", Stack.shared().kafka()));
    @TempDir Path folder;

    @BeforeEach
    void prepare() throws Exception {
        kafka.createTopics(Stream.of(TOPICS).map(this::topic).toList()).all().get();
        for (var i = 0; i < FILES; i++) {
            var file = folder.resolve("d%d/f%d.%s".formatted(i % 7, i, i % 3 == 0 ? "md" : "txt"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "line %d of many\n".formatted(i).repeat(i % 50));
        }
    }

    @AfterEach
    void tidy() throws Exception {
        kafka.deleteTopics(Stream.of(TOPICS).map(kind -> queue + "." + kind).toList()).all().get();
        kafka.close();
    }

    @Test
    void tellsWhatItServesAndWhenItGoes() throws Exception {
        try (var worker = serving()) {
            assertThat(worker.get("/health/liveness")).startsWith("200");
            assertThat(worker.get("/prometheus")).contains("jvm_memory_used_bytes");

            var seen = announced(s -> !s.queues().isEmpty()).orElseThrow();
            assertThat(seen.queues()).containsExactly(queue);
            assertThat(seen.tasks())
                    .extracting(WorkerSeen.TaskInfo::name)
                    .contains("census.measure", "files.list", "files.read", "json.merge");

            assertThat(worker.stop()).isTrue();
            assertThat(announced(s -> s.queues().isEmpty())).isPresent();
        }
    }

    @Test
    void countsRightThoughItsWorkerIsKilledInTheMiddle() throws Exception {
        try (var first = serving();
                var run = census()) {
            await().atMost(PATIENCE).until(() -> run.hasEvents(MIDDLE));
            first.kill();
            try (var _ = serving()) {
                assertRight(totals(run));
            }
        }
    }

    @Test
    void countsRightThoughItsWorkerIsToldToStopInTheMiddle() throws Exception {
        try (var first = serving();
                var run = census()) {
            await().atMost(PATIENCE).until(() -> run.hasEvents(MIDDLE));
            assertThat(first.get("/prometheus"))
                    .contains(
                            "lovage_task_attempts_total{outcome=\"succeeded\",task=\"census.measure\"",
                            "lovage_attempt_events_lost_total 0.0",
                            "lovage_outbox_runs_dropped_total 0.0",
                            "lovage_outbox_send_errors_total 0.0",
                            "lovage_outbox_bytes ");
            assertThat(told("attempts", EventCodec::decodeAttempt, Began.class::isInstance))
                    .isPresent();
            assertThat(told("attempts", EventCodec::decodeAttempt, SamplesWorkerIT::succeeded))
                    .isPresent();
            assertThat(first.stop()).isTrue();
            try (var _ = serving()) {
                assertRight(totals(run));
            }
        }
    }

    private static boolean succeeded(AttemptEvent event) {
        return event instanceof Ended ended && ended.outcome() == Outcome.SUCCEEDED;
    }

    private SampleRun census() throws IOException {
        return SampleRun.start(
                "source-census", Map.of("folder", ".", "skip", List.of("target")), queue);
    }

    private static Map<?, ?> totals(SampleRun run) throws TimeoutException {
        return (Map<?, ?>) requireNonNull(run.result(Map.class).get("totals"));
    }

    private WorkerUnderTest serving() throws Exception {
        return WorkerUnderTest.serving(queue, folder, Map.of());
    }

    private void assertRight(Map<?, ?> totals) throws Exception {
        var expected = Totals.of(measures());
        assertThat(totals.get("files")).isEqualTo(FILES);
        assertThat(totals.get("sha256")).isEqualTo(expected.sha256());
        assertThat(((Number) totals.get("words")).longValue()).isEqualTo(expected.words());
    }

    private List<Measure> measures() throws Exception {
        var measures = new ArrayList<Measure>();
        for (var path : new Folder(folder.toRealPath(), List.of()).files()) {
            measures.add(Measure.of(path, folder.resolve(path)));
        }
        return measures;
    }

    private NewTopic topic(String kind) {
        return new NewTopic(queue + "." + kind, 1, (short) 1);
    }

    private Optional<WorkerSeen> announced(Predicate<WorkerSeen> wanted) {
        return told("workers", EventCodec::decodeWorker, wanted);
    }

    private <T> Optional<T> told(String kind, Function<CloudEvent, T> decode, Predicate<T> wanted) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", Stack.shared().kafka()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(queue + "." + kind, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var headers =
                            StreamSupport.stream(record.headers().spliterator(), false)
                                    .collect(Collectors.toMap(Header::key, Header::value));
                    var event = decode.apply(CloudEvent.of(headers, record.value()));
                    if (wanted.test(event)) {
                        return Optional.of(event);
                    }
                }
            }
            return Optional.empty();
        }
    }
}
