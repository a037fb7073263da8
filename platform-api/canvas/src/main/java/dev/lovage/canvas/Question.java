package dev.lovage.canvas;

import dev.lovage.canvas.StateGraph.Merge;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks whether a node of a graph may run: `{resume: true}`, `{update: {..}}` or `{goto: node}`.
final class Question {
    private Question() {}

    static Canvas.Await of(StateGraph graph, String node) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("type", "object");
        form.put("title", "May `%s` run?".formatted(node));
        form.put("properties", answers(graph));
        form.put("additionalProperties", false);
        form.put("minProperties", 1L);
        return new Canvas.Await(Canvas.Traits.NONE, node, form, List.of(), null, null);
    }

    private static Map<String, @Nullable Object> answers(StateGraph graph) {
        var channels = new LinkedHashMap<String, @Nullable Object>();
        graph.state().forEach((name, channel) -> channels.put(name, schema(channel.merge())));
        var nodes = new ArrayList<@Nullable Object>(graph.nodes().keySet());
        nodes.add(StateGraph.END);
        var answers = new LinkedHashMap<String, @Nullable Object>();
        answers.put("resume", Map.of("title", "Go on", "const", true));
        answers.put(
                "update",
                Map.of(
                        "title",
                        "Update the state first",
                        "type",
                        "object",
                        "properties",
                        channels,
                        "additionalProperties",
                        false));
        answers.put("goto", Map.of("title", "Run this node instead", "enum", nodes));
        return answers;
    }

    private static Map<String, @Nullable Object> schema(Merge merge) {
        return switch (merge) {
            case Merge.Rule.APPEND, Merge.Rule.UNION -> Map.of("type", "array");
            case Merge.Rule.ADD -> Map.of("type", "number");
            case Merge.Rule.MERGE -> Map.of("type", "object");
            case Merge.Rule.REPLACE -> Map.of();
            case Merge.Computed _ -> Map.of();
        };
    }
}
