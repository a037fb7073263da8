package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Heartbeat;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

/// The examples of the consumer's guide, as they stand there.
@Timeout(60)
class EventsGuideTest {
    private static final Path GUIDE = Path.of("../../platform-api/events/EVENTS.md");
    private static final TopicPartition RUNS = new TopicPartition("lovage.runs", 0);
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, RunState> ENDS =
            Map.of("a", RunState.SUCCEEDED, "b", RunState.TERMINATED);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private static String example(String language) throws IOException {
        var code =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(GUIDE));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    /// Two runs end, one of them told of twice; a third was reset and goes on.
    private static List<CloudEvent> events() {
        var closed =
                EventCodec.encode(
                        new Closed(
                                subject("a"),
                                9,
                                AT,
                                RunState.SUCCEEDED,
                                Payload.NONE,
                                null,
                                Map.of(),
                                List.of()));
        return List.of(
                EventCodec.encode(new Changed(subject("a"), 8, AT, RunState.RUNNING, List.of())),
                new Heartbeat(AT).encode(),
                new CloudEvent("i", "dev.lovage.run.later.v1", "a", AT, "{}"),
                closed,
                confirmed("b", RunState.TERMINATED),
                closed,
                confirmed("c", RunState.RUNNING));
    }

    private static CloudEvent confirmed(String run, RunState status) {
        return EventCodec.encode(new Confirmed(subject(run), AT, status, null, "asked"));
    }

    private static Subject subject(String run) {
        return new Subject("default", run, AT, "t", 5, null, "test", 1);
    }

    @Test
    void theOneInJavaWritesDownHowRunsEnd() throws Exception {
        var source = Files.writeString(folder.resolve("RunEnds.java"), example("java"));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classes = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-cp", classes, source.toString())).isZero();
        var ends = new HashMap<String, RunState>();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var kafka = kafka()) {
            loader.loadClass("RunEnds")
                    .getMethod("follow", Consumer.class, Map.class)
                    .invoke(null, kafka, ends);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(kafka.committed(Set.of(RUNS)).get(RUNS).offset()).isEqualTo(events().size());
        }
        assertThat(ends).isEqualTo(ENDS);
    }

    /// Has the events at the first poll, and interrupts its reader at the second.
    private static MockConsumer<String, byte[]> kafka() {
        var kafka = new MockConsumer<String, byte[]>("earliest");
        kafka.schedulePollTask(() -> {
            kafka.rebalance(List.of(RUNS));
            kafka.updateBeginningOffsets(Map.of(RUNS, 0L));
            for (int i = 0; i < events().size(); i++) {
                kafka.addRecord(record(i, events().get(i)));
            }
        });
        kafka.schedulePollTask(Thread.currentThread()::interrupt);
        return kafka;
    }

    private static ConsumerRecord<String, byte[]> record(long offset, CloudEvent event) {
        var headers = new RecordHeaders();
        event.headers().forEach(headers::add);
        return new ConsumerRecord<>(
                RUNS.topic(),
                RUNS.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                event.subject(),
                event.bytes(),
                headers,
                Optional.empty());
    }

    private static final String DRIVER =
            """

            import sys

            class Record:
                def __init__(self, line):
                    self.record = json.loads(line)
                def error(self):
                    return None
                def headers(self):
                    return [(name, value.encode()) for name, value in self.record["headers"].items()]
                def value(self):
                    return self.record["value"].encode()

            class Kafka:
                def subscribe(self, topics):
                    assert topics == ["lovage.runs"]
                    self.records = [None] + [Record(line) for line in sys.stdin]
                def poll(self, timeout):
                    return self.records.pop(0)
                def commit(self, record):
                    assert record is not None

            ends = {}
            try:
                follow(Kafka(), ends)
            except IndexError:
                print(json.dumps(ends, sort_keys=True))
            """;

    @Test
    void theOneInPythonDoesTheSame() throws Exception {
        var script = Files.writeString(folder.resolve("ends.py"), example("python") + DRIVER);
        var input = new StringBuilder();
        for (var event : events()) {
            var headers = new HashMap<String, String>();
            event.headers()
                    .forEach((name, value) ->
                            headers.put(name, new String(value, StandardCharsets.UTF_8)));
            var record = Map.of("headers", headers, "value", event.data());
            input.append(JSON.writeValueAsString(record)).append('\n');
        }
        var python = python(script, Files.writeString(folder.resolve("input"), input));

        assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\": \"SUCCEEDED\", \"b\": \"TERMINATED\"}\n");
        assertThat(python.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Process python(Path script, Path input) {
        try {
            return new ProcessBuilder("python3", script.toString())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return Assumptions.abort("There is no python3");
        }
    }
}
