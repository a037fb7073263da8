package dev.lovage.console.form;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a JSON Schema asks for, as far as a form can ask it.
sealed interface Shape {
    /// A line of words.
    ///
    /// @param most characters; absent: any number
    record Text(int least, @Nullable Integer most, @Nullable String pattern) implements Shape {}

    record Amount(boolean whole, @Nullable BigDecimal least, @Nullable BigDecimal most)
            implements Shape {}

    record Truth() implements Shape {}

    record Choice(List<Object> of) implements Shape {
        public Choice {
            of = List.copyOf(of);
        }
    }

    record Day() implements Shape {}

    record Moment() implements Shape {}

    /// A list of single values.
    record Several(Shape each, int least, @Nullable Integer most) implements Shape {}

    record Group(List<Question> questions) implements Shape {
        public Group {
            questions = List.copyOf(questions);
        }
    }

    /// Anything else: asked for as JSON.
    record Free() implements Shape {}

    /// A property of an object.
    ///
    /// @param preset the default
    record Question(
            String name,
            String title,
            @Nullable String help,
            boolean required,
            @Nullable Object preset,
            Shape shape) {}

    /// Words whose meaning a form cannot keep.
    Set<String> BEYOND =
            Set.of(
                    "$ref",
                    "$dynamicRef",
                    "oneOf",
                    "anyOf",
                    "allOf",
                    "not",
                    "if",
                    "contains",
                    "prefixItems",
                    "patternProperties",
                    "dependentSchemas",
                    "propertyNames");

    static Shape of(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)
                || map.keySet().stream().anyMatch(BEYOND::contains)) {
            return new Free();
        }
        if (map.containsKey("const")) {
            return choice(Collections.singletonList(map.get("const")));
        }
        if (map.get("enum") instanceof List<?> values) {
            return choice(values);
        }
        return switch (type(map.get("type"))) {
            case "string" -> text(map);
            case "integer" -> number(map, true);
            case "number" -> number(map, false);
            case "boolean" -> new Truth();
            case "array" -> several(map);
            case "object" -> group(map);
            default -> new Free();
        };
    }

    private static String type(@Nullable Object type) {
        if (type instanceof List<?> types) {
            var real = types.stream().filter(one -> !"null".equals(one)).toList();
            return real.size() == 1 ? String.valueOf(real.getFirst()) : "";
        }
        return String.valueOf(type);
    }

    private static Shape choice(List<?> values) {
        var single =
                values.stream()
                        .allMatch(one ->
                                one instanceof String
                                        || one instanceof Number
                                        || one instanceof Boolean);
        return single && !values.isEmpty() ? new Choice(new ArrayList<>(values)) : new Free();
    }

    private static Shape text(Map<?, ?> map) {
        return switch (String.valueOf(map.get("format"))) {
            case "date" -> new Day();
            case "date-time" -> new Moment();
            default ->
                    new Text(
                            whole(map.get("minLength"), 0),
                            map.get("maxLength") instanceof Number most ? most.intValue() : null,
                            map.get("pattern") instanceof String pattern ? pattern : null);
        };
    }

    private static Shape number(Map<?, ?> map, boolean whole) {
        return new Amount(whole, decimal(map.get("minimum")), decimal(map.get("maximum")));
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private static int whole(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }

    private static Shape several(Map<?, ?> map) {
        return switch (of(map.get("items"))) {
            case Several _, Group _, Free _, Truth _, Day _, Moment _ -> new Free();
            case Text _, Amount _, Choice _ ->
                    new Several(
                            of(map.get("items")),
                            whole(map.get("minItems"), 0),
                            map.get("maxItems") instanceof Number most ? most.intValue() : null);
        };
    }

    private static Shape group(Map<?, ?> map) {
        if (!(map.get("properties") instanceof Map<?, ?> properties)) {
            return new Free();
        }
        var required = map.get("required") instanceof List<?> names ? names : List.of();
        Map<String, Question> questions = new LinkedHashMap<>();
        properties.forEach((key, property) -> {
            var name = String.valueOf(key);
            questions.put(name, question(name, property, required.contains(name)));
        });
        return new Group(List.copyOf(questions.values()));
    }

    private static Question question(String name, @Nullable Object schema, boolean required) {
        var about = schema instanceof Map<?, ?> map ? map : Map.of();
        return new Question(
                name,
                about.get("title") instanceof String title ? title : name,
                about.get("description") instanceof String help ? help : null,
                required,
                about.get("default"),
                of(schema));
    }
}
