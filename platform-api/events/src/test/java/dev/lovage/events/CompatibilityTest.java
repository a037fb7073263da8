package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Readers of today read the events of tomorrow, and the other way round.
class CompatibilityTest {
    static final List<String> TYPES = Schemas.TYPES;

    /// Events as they were written when they were first published, one in a line. Add to them, with
    /// `-Devents.record=true` for a type that has none; never change one.
    private static final Path RECORDED = Path.of("src/test/resources/recorded.jsonl");

    /// If it fails: readers out there would break. A field may be added that need not be there;
    /// anything else is a new type, `.v2`. A type that is new begins with a copy of its schema.
    @ParameterizedTest
    @FieldSource("TYPES")
    void aSchemaGainsOnlyFieldsThatNeedNotBeThere(String type) {
        assertThat(Additions.breaks(Schemas.baseline(type), Schemas.published(type))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties': {'a': {'type': 'string'}, 'b': {}}, 'required': ['a']} |",
                "{'title': 'new words', 'properties': {'a': {'type': 'string'}}, 'required': ['a']} |",
                "{'properties': {'b': {}}, 'required': ['a']} | /properties/a: is gone",
                "{'properties': {'a': {'type': 'number'}}, 'required': ['a']} | /properties/a/type",
                "{'properties': {'a': {'type': 'string'}}, 'required': []} | /required",
                "{'properties': {'a': {'type': 'string'}}} | /required: is gone",
                "{'properties': {'a': {'type': 'string', 'enum': ['x']}}, 'required': ['a']} |"
                        + " /properties/a/enum: is new",
                "{'properties': {'a': {'type': 'string'}, 'b': {}}, 'required': ['a', 'b']} |"
                        + " /required"
            })
    void whatBreaksAReaderIsFound(String newer, String found) throws JsonProcessingException {
        var older = json("{'properties': {'a': {'type': 'string'}}, 'required': ['a']}");

        var breaks = Additions.breaks(older, json(newer));

        if (found == null) {
            assertThat(breaks).isEmpty();
        } else {
            assertThat(breaks).singleElement().asString().startsWith(found);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Schemas.JSON.readTree(text.replace('\'', '"'));
    }

    static Stream<CloudEvent> recorded() throws IOException {
        return Files.readAllLines(RECORDED).stream().map(CompatibilityTest::event);
    }

    private static CloudEvent event(String line) {
        try {
            var json = Schemas.JSON.readTree(line);
            return new CloudEvent(
                    json.get("id").asText(),
                    json.get("type").asText(),
                    json.get("subject").asText(),
                    Instant.parse(json.get("time").asText()),
                    json.get("data").toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedEventIsStillReadAndWrittenByteForByte(CloudEvent event) {
        assertThat(writtenAgain(event).data()).isEqualTo(event.data());
        if (!event.type().equals(EventCodec.LOG)) {
            assertThat(writtenAgain(event)).isEqualTo(event);
        }
    }

    @Test
    void everyTypeIsRecorded() throws IOException {
        var missing = new ArrayList<>(Schemas.TYPES);
        recorded().map(CloudEvent::type).forEach(missing::remove);
        if (Boolean.getBoolean("events.record")) {
            record(missing);
        }

        assertThat(recorded().map(CloudEvent::type).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Schemas.TYPES);
    }

    private static void record(List<String> types) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(RECORDED));
        for (var type : types) {
            new RandomEvents(types.hashCode())
                    .written(200)
                    .filter(event -> event.type().equals(type))
                    .limit(3)
                    .map(CompatibilityTest::line)
                    .forEach(lines::add);
        }
        Files.write(RECORDED, lines);
    }

    private static String line(CloudEvent event) {
        try {
            var json = Schemas.JSON.createObjectNode();
            json.put("id", event.id()).put("type", event.type()).put("subject", event.subject());
            json.put("time", event.time().toString());
            json.set("data", Schemas.JSON.readTree(event.data()));
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// At every level of it a field that is not known yet.
    @ParameterizedTest
    @MethodSource("recorded")
    void aReaderIgnoresFieldsThatItDoesNotKnow(CloudEvent event) throws JsonProcessingException {
        var json = (ObjectNode) Schemas.JSON.readTree(event.data());
        json.put("later", 1);
        json.path("steps").forEach(step -> ((ObjectNode) step).put("later", 1));
        json.path("tasks").forEach(task -> ((ObjectNode) task).put("later", 1));
        if (json.path("error") instanceof ObjectNode error) {
            error.put("later", 1);
        }
        var newer =
                new CloudEvent(
                        event.id(), event.type(), event.subject(), event.time(), json.toString());

        assertThat(
                        writtenAgain(
                                        CloudEvent.of(
                                                newer.headers(),
                                                newer.data().getBytes(StandardCharsets.UTF_8)))
                                .data())
                .isEqualTo(event.data());
    }

    private static CloudEvent writtenAgain(CloudEvent event) {
        return switch (event.type()) {
            case EventCodec.WORKER -> EventCodec.encodeWorker(EventCodec.decodeWorker(event));
            case EventCodec.LOG -> EventCodec.encodeLog(EventCodec.decodeLog(event));
            case EventCodec.ATTEMPT_STARTED,
                    EventCodec.ATTEMPT_PROGRESS,
                    EventCodec.ATTEMPT_ENDED ->
                    EventCodec.encodeAttempt(EventCodec.decodeAttempt(event));
            case Heartbeat.TYPE -> Heartbeat.decode(event).encode();
            default -> EventCodec.encode(EventCodec.decode(event));
        };
    }
}
