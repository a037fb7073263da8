package dev.lovage.cli;

import dev.lovage.canvas.Json;
import dev.lovage.client.Catalogue;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tasks for people.
final class TaskText {
    private TaskText() {}

    /// A line for each: its name, and the beginning of what it is for.
    static String list(List<Catalogue.Task> tasks) {
        int widest = tasks.stream().mapToInt(task -> task.name().length()).max().orElse(0);
        return tasks.stream()
                .map(task ->
                        "%s  %s%n"
                                .formatted(pad(Harmless.text(task.name()), widest), sentence(task)))
                .collect(Collectors.joining());
    }

    private static String sentence(Catalogue.Task task) {
        String text = Harmless.text(task.description() == null ? "" : task.description());
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /// All that is known of one.
    static String whole(Catalogue.Task task) {
        String about = task.description() == null ? "" : Harmless.text(task.description()) + "\n";
        String options = task.options().isEmpty() ? "" : "options  " + json(task.options()) + "\n";
        return (task.name()
                        + "\n"
                        + about
                        + "queues   "
                        + Harmless.text(String.join(", ", task.queues()))
                        + "\n"
                        + options
                        + arguments(task.parameters())
                        + "returns  "
                        + type(task.result())
                        + "\n")
                .replace("\n", System.lineSeparator());
    }

    private static String arguments(Map<String, @Nullable Object> schema) {
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
        int widest =
                properties.keySet().stream()
                        .mapToInt(key -> key.toString().length())
                        .max()
                        .orElse(0);
        return properties.entrySet().stream()
                .map(each ->
                        "  %s  %s%s%n"
                                .formatted(
                                        pad(Harmless.text(each.getKey().toString()), widest),
                                        type(each.getValue()),
                                        required.contains(each.getKey()) ? "" : ", optional"))
                .collect(Collectors.joining("", properties.isEmpty() ? "" : "takes\n", ""));
    }

    /// A schema in a word or two; all of it stands in the JSON.
    private static String type(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map) || map.isEmpty()) {
            return "anything";
        }
        if (map.get("enum") instanceof List<?> choices) {
            return Harmless.text(
                    choices.stream().map(String::valueOf).collect(Collectors.joining(" | ")));
        }
        if (map.get("items") != null) {
            return "list of " + type(map.get("items"));
        }
        if (map.get("properties") instanceof Map<?, ?> fields) {
            return fields.keySet().stream()
                    .map(key -> Harmless.text(key.toString()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return map.get("type") == null ? json(map) : Harmless.text(String.valueOf(map.get("type")));
    }

    private static String json(Object value) {
        return Harmless.text(Json.write(value));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
