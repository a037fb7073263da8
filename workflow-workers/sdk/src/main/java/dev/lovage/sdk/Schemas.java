package dev.lovage.sdk;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/// The JSON Schema of what a Java type reads and writes, for the catalogue and for messages.
///
/// Refuses types that are no JSON: streams, futures, open files, functions.
final class Schemas {
    private static final Map<Class<?>, Map<String, @Nullable Object>> SCALARS =
            Map.ofEntries(
                    entry(Object.class, Map.of()),
                    entry(JsonNode.class, Map.of()),
                    entry(ObjectNode.class, type("object")),
                    entry(ArrayNode.class, type("array")),
                    entry(void.class, type("null")),
                    entry(Void.class, type("null")),
                    entry(boolean.class, type("boolean")),
                    entry(Boolean.class, type("boolean")),
                    entry(byte.class, type("integer")),
                    entry(Byte.class, type("integer")),
                    entry(short.class, type("integer")),
                    entry(Short.class, type("integer")),
                    entry(int.class, type("integer")),
                    entry(Integer.class, type("integer")),
                    entry(long.class, type("integer")),
                    entry(Long.class, type("integer")),
                    entry(BigInteger.class, type("integer")),
                    entry(float.class, type("number")),
                    entry(Float.class, type("number")),
                    entry(double.class, type("number")),
                    entry(Double.class, type("number")),
                    entry(BigDecimal.class, type("number")),
                    entry(Number.class, type("number")),
                    entry(char.class, type("string")),
                    entry(Character.class, type("string")),
                    entry(String.class, type("string")),
                    entry(CharSequence.class, type("string")),
                    entry(byte[].class, with("string", "contentEncoding", "base64")),
                    entry(Duration.class, with("string", "format", "duration")),
                    entry(Instant.class, with("string", "format", "date-time")),
                    entry(OffsetDateTime.class, with("string", "format", "date-time")),
                    entry(ZonedDateTime.class, with("string", "format", "date-time")),
                    entry(LocalDateTime.class, type("string")),
                    entry(LocalDate.class, with("string", "format", "date")),
                    entry(LocalTime.class, with("string", "format", "time")),
                    entry(UUID.class, with("string", "format", "uuid")),
                    entry(URI.class, with("string", "format", "uri")));
    private static final Set<Class<?>> NO_JSON =
            Set.of(
                    BaseStream.class,
                    Future.class,
                    CompletionStage.class,
                    AutoCloseable.class,
                    Runnable.class,
                    Class.class,
                    Throwable.class);

    /// What is being described just now: a type inside itself is not described again.
    private final Deque<JavaType> open = new ArrayDeque<>();

    private Schemas() {}

    /// The schema of `type`; a type that is no JSON is an [IllegalArgumentException] naming it.
    static Map<String, @Nullable Object> of(Type type) {
        return new Schemas().schema(Json.MAPPER.constructType(type));
    }

    /// Parameters or components as one object; those that may not be left out are required.
    static Map<String, @Nullable Object> object(
            Map<String, Map<String, @Nullable Object>> properties, List<String> required) {
        var schema = with("object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private Map<String, @Nullable Object> schema(JavaType type) {
        var raw = type.getRawClass();
        var scalar = type.isContainerType() && raw != byte[].class ? null : SCALARS.get(raw);
        if (scalar != null) {
            return scalar;
        }
        if (type.isEnumType()) {
            return with("string", "enum", names(raw));
        }
        if (type.isReferenceType()) {
            return schema(type.getReferencedType());
        }
        if (type.isMapLikeType()) {
            return with("object", "additionalProperties", schema(type.getContentType()));
        }
        if (type.isContainerType()) {
            return with("array", "items", schema(type.getContentType()));
        }
        if (NO_JSON.stream().anyMatch(no -> no.isAssignableFrom(raw))) {
            throw new IllegalArgumentException(raw.getSimpleName() + " has no JSON form");
        }
        return raw.isInterface() ? Map.of() : bean(type);
    }

    private Map<String, @Nullable Object> bean(JavaType type) {
        if (open.contains(type)) {
            return type("object");
        }
        open.push(type);
        var properties = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (var property : properties(type)) {
            properties.put(property.getName(), schema(property.getPrimaryType()));
        }
        open.pop();
        return object(properties, required(type.getRawClass()));
    }

    private static List<BeanPropertyDefinition> properties(JavaType type) {
        return Json.MAPPER.getSerializationConfig().introspect(type).findProperties();
    }

    private static List<String> required(Class<?> type) {
        return Optional.ofNullable(type.getRecordComponents()).stream()
                .flatMap(Arrays::stream)
                .filter(component -> !Required.optional(component.getAnnotatedType()))
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(Object::toString).toList();
    }

    private static Map<String, @Nullable Object> type(String name) {
        return Map.of("type", name);
    }

    private static Map<String, @Nullable Object> with(String type, String key, Object value) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", type);
        schema.put(key, value);
        return schema;
    }
}
