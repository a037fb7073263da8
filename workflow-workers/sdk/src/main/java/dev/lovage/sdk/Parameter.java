package dev.lovage.sdk;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One argument of a task: its name and what it takes.
///
/// @param optional may be left out or `null`
/// @param any takes every JSON value, `null` too
record Parameter(
        String name,
        JavaType type,
        boolean optional,
        boolean any,
        Map<String, @Nullable Object> schema) {
    private static final int SHOWN = 60;

    static Parameter of(java.lang.reflect.Parameter declared) {
        return new Parameter(
                declared.getName(),
                Json.MAPPER.constructType(declared.getParameterizedType()),
                Required.optional(declared.getAnnotatedType()),
                Required.anything(declared.getAnnotatedType()),
                Schemas.of(declared.getParameterizedType()));
    }

    /// Whether an object that names no parameter may be meant as a whole for this one.
    boolean takesObjects() {
        return schema.isEmpty() || "object".equals(schema.get("type"));
    }

    /// The argument as the method wants it; [MissingNode] stands for one that was not given.
    @Nullable Object read(JsonNode given) {
        if (given.isMissingNode() && !optional) {
            throw bad(name, "is missing");
        }
        if (given.isNull() && !optional && !any) {
            throw bad(name, "must not be null");
        }
        var value = given.isMissingNode() ? Json.MAPPER.nullNode() : given;
        if (value.isNull() && type.hasRawClass(Optional.class)) {
            // Jackson would find a value in Optional<JsonNode>: the tree's own null
            return Optional.empty();
        }
        try {
            return Json.MAPPER.readerFor(type).readValue(value);
        } catch (JsonMappingException e) {
            throw mismatch(value, e);
        } catch (IllegalArgumentException e) {
            throw bad(name, "is refused: " + e.getMessage()).because(e);
        } catch (IOException e) {
            throw bad(name, "cannot be read: " + shown(value)).because(e);
        }
    }

    private TaskFailure mismatch(JsonNode given, JsonMappingException e) {
        var at = new StringBuilder(name);
        var node = given;
        for (var step : e.getPath()) {
            at.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : "." + step.getFieldName());
            node =
                    step.getFieldName() == null
                            ? node.path(step.getIndex())
                            : node.path(step.getFieldName());
        }
        return bad(at.toString(), why(node, e)).because(e);
    }

    private static String why(JsonNode node, JsonMappingException e) {
        if (node.isMissingNode()) {
            return "is missing";
        }
        if (node.isNull()) {
            return "must not be null";
        }
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return "is refused: " + refused.getMessage();
        }
        return e instanceof MismatchedInputException m && m.getTargetType() != null
                ? "must be " + words(m.getTargetType()) + ", not " + shown(node)
                : "cannot be read: " + shown(node);
    }

    private static String words(Class<?> type) {
        var schema = Schemas.of(type);
        if (schema.get("enum") instanceof List<?> names) {
            return "one of " + names;
        }
        return "of type " + (schema.get("format") instanceof String f ? f : schema.get("type"));
    }

    private static String shown(JsonNode node) {
        var text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static TaskFailure bad(String place, String what) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, "Argument `" + place + "` " + what)
                .permanent();
    }
}
