package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Finds the expressions in a JSON value, and writes them back.
final class Templates {
    /// Gets each expression with the pointer to the string that holds it.
    private final BiConsumer<String, Expression> expressions;

    private final Flaws flaws;

    Templates(BiConsumer<String, Expression> expressions, Flaws flaws) {
        this.expressions = expressions;
        this.flaws = flaws;
    }

    Template read(@Nullable Object value, String at) {
        return switch (value) {
            case String text -> text(text, at);
            case List<?> list -> list(list, at);
            case Map<?, ?> map -> map(map, at);
            case null, default -> new Template.Literal(value);
        };
    }

    private Template list(List<?> list, String at) {
        var items = new ArrayList<Template>(list.size());
        for (var item : list) {
            items.add(read(item, Pointer.of(at, items.size())));
        }
        return items.stream().allMatch(Template.Literal.class::isInstance)
                ? new Template.Literal(literals(items))
                : new Template.Items(items);
    }

    private Template map(Map<?, ?> map, String at) {
        var fields = new LinkedHashMap<String, Template>();
        map.forEach((key, value) -> {
            var name = String.valueOf(key);
            fields.put(name, read(value, Pointer.of(at, name)));
        });
        return fields.values().stream().allMatch(Template.Literal.class::isInstance)
                ? new Template.Literal(literals(fields))
                : new Template.Fields(fields);
    }

    private Template text(String text, String at) {
        var parts = parts(text, at);
        return switch (parts.size()) {
            case 0 -> new Template.Literal("");
            case 1 -> parts.getFirst();
            default -> new Template.Text(parts);
        };
    }

    private List<Template> parts(String text, String at) {
        var parts = new ArrayList<Template>();
        var literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("$${", i)) {
                literal.append("${");
                i += 3;
            } else if (text.startsWith("${", i)) {
                var end = Braces.end(text, i + 2);
                if (end < 0) {
                    flaws.add(
                            at,
                            "EXPRESSION",
                            "`${` without its `}`: close it, or write `$${` for the characters themselves.");
                    return parts;
                }
                flush(literal, parts);
                var expression = new Expression(text.substring(i + 2, end).strip());
                expressions.accept(at, expression);
                parts.add(new Template.Computed(expression));
                i = end + 1;
            } else {
                literal.append(text.charAt(i++));
            }
        }
        flush(literal, parts);
        return parts;
    }

    private static void flush(StringBuilder literal, List<Template> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Template.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static List<@Nullable Object> literals(List<Template> items) {
        var values = new ArrayList<@Nullable Object>(items.size());
        items.forEach(item -> values.add(literal(item)));
        return java.util.Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> literals(Map<String, Template> fields) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((name, field) -> values.put(name, literal(field)));
        return java.util.Collections.unmodifiableMap(values);
    }

    private static @Nullable Object literal(Template template) {
        return template instanceof Template.Literal literal ? literal.value() : null;
    }

    /// The JSON value that reads into this template.
    static @Nullable Object write(Template template) {
        return switch (template) {
            case Template.Literal literal -> escaped(literal.value());
            case Template.Computed computed -> written(computed.expression());
            case Template.Text text -> text(text.parts());
            case Template.Items items -> {
                var list = new ArrayList<@Nullable Object>();
                items.items().forEach(item -> list.add(write(item)));
                yield list;
            }
            case Template.Fields fields -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                fields.fields().forEach((name, field) -> map.put(name, write(field)));
                yield map;
            }
        };
    }

    private static String text(List<Template> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Template.Computed
                    && !text.isEmpty()
                    && text.charAt(text.length() - 1) == '$') {
                text.setLength(text.length() - 1);
                text.append("${'$'}");
            }
            text.append(write(part));
        }
        return text.toString();
    }

    private static String written(Expression expression) {
        return "${" + expression.source() + "}";
    }

    private static @Nullable Object escaped(@Nullable Object value) {
        return switch (value) {
            case String text -> text.replace("${", "$${");
            case List<?> list -> {
                var escaped = new ArrayList<@Nullable Object>();
                list.forEach(item -> escaped.add(escaped(item)));
                yield escaped;
            }
            case Map<?, ?> map -> {
                var escaped = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> escaped.put(String.valueOf(key), escaped(item)));
                yield escaped;
            }
            case null, default -> value;
        };
    }
}
