package dev.lovage.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The schemas that are published, by event type.
final class Schemas {
    static final ObjectMapper JSON = new ObjectMapper();

    static final List<String> TYPES =
            List.of(
                    EventCodec.STARTED,
                    EventCodec.CHANGED,
                    EventCodec.CLOSED,
                    EventCodec.CONFIRMED,
                    EventCodec.ATTEMPT_STARTED,
                    EventCodec.ATTEMPT_PROGRESS,
                    EventCodec.ATTEMPT_ENDED,
                    EventCodec.WORKER,
                    EventCodec.LOG,
                    Heartbeat.TYPE);

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    registry ->
                            registry.schemaLoader(loader -> loader.fetchRemoteResources(false))
                                    .schemaCacheEnabled(false));

    private Schemas() {}

    static JsonNode published(String type) {
        return read("/schemas/" + type + ".json");
    }

    /// What was published first, and readers may rely on.
    static JsonNode baseline(String type) {
        return read("/schemas-published/" + type + ".json");
    }

    static JsonNode read(String resource) {
        try (var stream = Schemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new AssertionError("There is no " + resource);
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema of(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    /// One that knows no field but those that it names.
    static Schema strict(String type) {
        var schema = published(type);
        close(schema);
        return of(schema);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("type")
                && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        node.forEach(Schemas::close);
    }
}
