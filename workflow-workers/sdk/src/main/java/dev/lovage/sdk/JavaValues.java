package dev.lovage.sdk;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How Java values and types stand in the language: values as plain JSON, types as JSON Schema.
public final class JavaValues {
    private JavaValues() {}

    /// The value as `null`, Boolean, Long, Double, String, List or Map.
    ///
    /// @throws TaskFailure when it has no JSON form
    public static @Nullable Object json(@Nullable Object value) {
        try {
            return dev.lovage.canvas.Json.plain(
                    Json.MAPPER.readValue(Json.encode(value), Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The JSON value as Java has it, read as strictly as a task's arguments are.
    ///
    /// @throws IllegalArgumentException when it does not fit the type
    @SuppressWarnings("TypeParameterUnusedInFormals") // as Jackson does: the caller knows
    public static <T extends @Nullable Object> T read(@Nullable Object json, Type type) {
        return Json.MAPPER.convertValue(json, Json.MAPPER.constructType(type));
    }

    /// The JSON Schema of what the type reads and writes.
    ///
    /// @throws IllegalArgumentException when it has no JSON form
    public static Map<String, @Nullable Object> schema(Type type) {
        return Schemas.of(type);
    }

    /// The type of a list of these.
    public static Type listOf(Type element) {
        var types = Json.MAPPER.getTypeFactory();
        return types.constructCollectionType(List.class, types.constructType(element));
    }

    /// The type of the elements, where it is one of lists.
    public static Optional<Type> elementOf(Type list) {
        return Optional.of(Json.MAPPER.constructType(list))
                .filter(JavaType::isContainerType)
                .map(JavaType::getContentType);
    }

    /// The name that the field behind an accessor has in JSON.
    public static String field(Method accessor) {
        var type = Json.MAPPER.constructType(accessor.getDeclaringClass());
        return Json.MAPPER.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(property -> property.getGetter() != null)
                .filter(property -> property.getGetter().getAnnotated().equals(accessor))
                .map(property -> property.getName())
                .findFirst()
                .orElse(accessor.getName());
    }

    static JsonNode tree(@Nullable Object value) {
        return Json.MAPPER.valueToTree(json(value));
    }
}
