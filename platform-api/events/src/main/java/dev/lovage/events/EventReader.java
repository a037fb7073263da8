package dev.lovage.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.WorkerSeen.TaskInfo;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads the data of an event: fields by name, what is unknown ignored.
record EventReader(JsonNode node) {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

    static EventReader of(String data) {
        try {
            var node = MAPPER.readTree(data);
            if (node == null || !node.isObject()) {
                throw new UnreadableEventException("the data is not a JSON object");
            }
            return new EventReader(node).ofVersion(EventCodec.VERSION);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("the data is not JSON", e);
        }
    }

    private EventReader ofVersion(int known) {
        if (node.has("v") && number("v") > known) {
            throw new UnreadableEventException(
                    "the data has version %d, and %d is the newest known"
                            .formatted(number("v"), known));
        }
        return this;
    }

    Subject subject() {
        return new Subject(
                text("tenant"),
                text("run"),
                time("accepted"),
                text("temporalRun"),
                number("epoch"),
                textOrNull("part"),
                text("definition"),
                (int) number("revision"));
    }

    static StepChange step(EventReader json) {
        return new StepChange(
                json.number("seq"),
                json.text("path"),
                json.choice("state", StepState.class),
                json.time("at"),
                json.work(),
                (int) json.number("attempt"),
                json.payload("value"),
                json.failure());
    }

    private Work work() {
        return switch (text("kind")) {
            case "task" -> new Work.Task(text("task"), text("queue"), textOrNull("activityId"));
            case "value" -> new Work.Pure();
            case "wait" -> new Work.Timer(timeOrNull("until"));
            case "await" -> new Work.Await(text("name"), timeOrNull("until"));
            case "flow" -> new Work.Flow(text("flow"), (int) number("revision"), textOrNull("run"));
            case String kind -> new Work.Container(kind, (int) number("size"));
        };
    }

    Payload payload(String name) {
        if (node.has(name)) {
            return new Payload.Inline(plain(node.get(name)));
        }
        if (node.has("omitted")) {
            return new Payload.Omitted(number("omitted"));
        }
        if (node.has("reference")) {
            var ref = new EventReader(node.get("reference"));
            return new Payload.Reference(
                    ref.text("$blob"),
                    ref.number("size"),
                    ref.text("sha256"),
                    ref.text("type"),
                    ref.node.has("count") ? (Long) ref.number("count") : null);
        }
        return Payload.NONE;
    }

    @Nullable Failure failure() {
        if (!node.has("error")) {
            return null;
        }
        var error = new EventReader(node.get("error"));
        return new Failure(
                error.text("code"),
                error.text("type"),
                error.text("message"),
                error.textOrNull("task"),
                error.text("path"),
                (int) error.number("attempt"),
                error.node.path("retryable").asBoolean(),
                error.node.has("details") ? plain(error.node.get("details")) : null);
    }

    WorkerSeen worker() {
        return new WorkerSeen(
                text("tenant"),
                text("worker"),
                text("version"),
                time("startedAt"),
                time("at"),
                texts("queues"),
                list(
                        "tasks",
                        task ->
                                new TaskInfo(
                                        task.text("name"),
                                        task.textOrNull("description"),
                                        task.object("parameters"),
                                        task.object("result"),
                                        task.object("options"))));
    }

    LogLine log() {
        return new LogLine(
                text("tenant"),
                text("run"),
                text("path"),
                (int) number("attempt"),
                time("at"),
                choice("level", LogLine.Level.class),
                text("logger"),
                text("message"));
    }

    Map<StepState, Integer> counts() {
        var counts = new EnumMap<StepState, Integer>(StepState.class);
        for (var entry : field("counts").properties()) {
            counts.put(choice(entry.getKey(), "counts", StepState.class), entry.getValue().asInt());
        }
        return counts;
    }

    String text(String name) {
        var value = field(name);
        if (!value.isTextual()) {
            throw new UnreadableEventException("the field " + name + " is not a string");
        }
        return value.textValue();
    }

    @Nullable String textOrNull(String name) {
        return node.has(name) ? text(name) : null;
    }

    long number(String name) {
        var value = field(name);
        if (!value.isIntegralNumber()) {
            throw new UnreadableEventException("the field " + name + " is not a whole number");
        }
        return value.longValue();
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new UnreadableEventException("the field " + name + " is not a time", e);
        }
    }

    @Nullable Instant timeOrNull(String name) {
        return node.has(name) ? time(name) : null;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return choice(text(name), name, type);
    }

    private static <E extends Enum<E>> E choice(String value, String name, Class<E> type) {
        try {
            return Enum.valueOf(type, value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(
                    "the field " + name + " has an unknown value: " + value, e);
        }
    }

    <T> List<T> list(String name, Function<EventReader, T> read) {
        var list = new ArrayList<T>();
        field(name).forEach(item -> list.add(read.apply(new EventReader(item))));
        return list;
    }

    List<String> texts(String name) {
        var list = new ArrayList<String>();
        field(name).forEach(item -> list.add(item.asText()));
        return list;
    }

    private Map<String, @Nullable Object> object(String name) {
        return MAPPER.convertValue(field(name), new TypeReference<>() {});
    }

    private JsonNode field(String name) {
        var value = node.get(name);
        if (value == null) {
            throw new UnreadableEventException("the field " + name + " is missing");
        }
        return value;
    }

    private static @Nullable Object plain(JsonNode json) {
        return MAPPER.convertValue(json, Object.class);
    }
}
