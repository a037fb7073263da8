package dev.lovage.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Writes the data of events as JSON: the fields always in the same order.
final class EventWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Namespace of the event ids (a UUID of our own, drawn once).
    private static final UUID NAMESPACE = UUID.fromString("8f6f7c0e-51a9-4b1e-9a43-5d2b7f0c9e11");

    static String text(ObjectNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventWriter() {}

    static ObjectNode subject(Subject subject) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", EventCodec.VERSION);
        json.put("tenant", subject.tenant());
        json.put("run", subject.run());
        json.put("accepted", subject.accepted().toString());
        json.put("temporalRun", subject.temporalRun());
        json.put("epoch", subject.epoch());
        if (subject.part() != null) {
            json.put("part", subject.part());
        }
        json.put("definition", subject.definition());
        json.put("revision", subject.revision());
        return json;
    }

    static ObjectNode step(StepChange step) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("seq", step.seq());
        json.put("path", step.path());
        json.put("state", step.state().name());
        json.put("at", step.at().toString());
        switch (step.work()) {
            case Work.Task task -> {
                json.put("kind", "task");
                json.put("task", task.name());
                json.put("queue", task.queue());
                if (task.activityId() != null) {
                    json.put("activityId", task.activityId());
                }
            }
            case Work.Container container -> {
                json.put("kind", container.kind());
                json.put("size", container.size());
            }
            case Work.Timer timer -> {
                json.put("kind", "wait");
                if (timer.until() != null) {
                    json.put("until", timer.until().toString());
                }
            }
            case Work.Await await -> {
                json.put("kind", "await");
                json.put("name", await.name());
                if (await.until() != null) {
                    json.put("until", await.until().toString());
                }
            }
            case Work.Flow flow -> {
                json.put("kind", "flow");
                json.put("flow", flow.name());
                json.put("revision", flow.revision());
                if (flow.run() != null) {
                    json.put("run", flow.run());
                }
            }
            case Work.Pure _ -> json.put("kind", "value");
        }
        json.put("attempt", step.attempt());
        putPayload(json, "value", step.value());
        putFailure(json, step.error());
        return json;
    }

    static void putPayload(ObjectNode json, String name, Payload payload) {
        switch (payload) {
            case Payload.None _ -> {}
            case Payload.Inline inline -> json.set(name, MAPPER.valueToTree(inline.value()));
            case Payload.Omitted omitted -> json.put("omitted", omitted.bytes());
            case Payload.Reference reference -> {
                var ref = json.putObject("reference");
                ref.put("$blob", reference.blob());
                ref.put("size", reference.size());
                ref.put("sha256", reference.sha256());
                ref.put("type", reference.type());
                if (reference.count() != null) {
                    ref.put("count", reference.count());
                }
            }
        }
    }

    static void putFailure(ObjectNode json, @Nullable Failure failure) {
        if (failure == null) {
            return;
        }
        var error = json.putObject("error");
        error.put("code", failure.code());
        error.put("type", failure.type());
        error.put("message", failure.message());
        if (failure.task() != null) {
            error.put("task", failure.task());
        }
        error.put("path", failure.path());
        error.put("attempt", failure.attempt());
        error.put("retryable", failure.retryable());
        if (failure.details() != null) {
            error.set("details", MAPPER.valueToTree(failure.details()));
        }
    }

    static ObjectNode worker(WorkerSeen seen) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", EventCodec.VERSION);
        json.put("tenant", seen.tenant());
        json.put("worker", seen.worker());
        json.put("version", seen.version());
        json.put("startedAt", seen.startedAt().toString());
        json.put("at", seen.at().toString());
        json.set("queues", MAPPER.valueToTree(seen.queues()));
        var tasks = json.putArray("tasks");
        for (var task : seen.tasks()) {
            var one = tasks.addObject().put("name", task.name());
            if (task.description() != null) {
                one.put("description", task.description());
            }
            one.set("parameters", MAPPER.valueToTree(task.parameters()));
            one.set("result", MAPPER.valueToTree(task.result()));
            one.set("options", MAPPER.valueToTree(task.options()));
        }
        return json;
    }

    static ObjectNode log(LogLine line) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", EventCodec.VERSION);
        json.put("tenant", line.tenant());
        json.put("run", line.run());
        json.put("path", line.path());
        json.put("attempt", line.attempt());
        json.put("at", line.at().toString());
        json.put("level", line.level().name());
        json.put("logger", line.logger());
        json.put("message", line.message());
        return json;
    }

    /// A name-based UUID (version 5) of the words, none of which holds a line break.
    static String uuid(String... words) {
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            sha.update(
                    ByteBuffer.allocate(16)
                            .putLong(NAMESPACE.getMostSignificantBits())
                            .putLong(NAMESPACE.getLeastSignificantBits())
                            .array());
            var hash =
                    ByteBuffer.wrap(
                            sha.digest(String.join("\n", words).getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                            (hash.getLong() & ~0xF000L) | 0x5000L,
                            (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
