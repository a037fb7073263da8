package dev.lovage.canvas;

import dev.lovage.canvas.StateGraph.Channel;
import dev.lovage.canvas.StateGraph.Edge;
import dev.lovage.canvas.StateGraph.Merge;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Writes state graphs in their canonical form.
final class GraphWriter {
    private GraphWriter() {}

    static SequencedMap<String, @Nullable Object> tree(StateGraph graph) {
        var tree = new Tree();
        var state = new LinkedHashMap<String, @Nullable Object>();
        graph.state().forEach((name, channel) -> state.put(name, tree(channel)));
        tree.put("state", state);
        tree.put("start", graph.start());
        var nodes = new LinkedHashMap<String, @Nullable Object>();
        graph.nodes().forEach((name, node) -> nodes.put(name, tree(node)));
        tree.put("nodes", nodes);
        var edges = new ArrayList<@Nullable Object>();
        graph.edges().forEach(edge -> edges.add(tree(edge)));
        tree.put("edges", edges.isEmpty() ? null : edges);
        tree.put(
                "maxSteps",
                graph.maxSteps() == StateGraph.DEFAULT_MAX_STEPS ? null : (long) graph.maxSteps());
        tree.put("interruptBefore", Tree.filled(graph.interruptBefore()));
        return tree.map;
    }

    private static SequencedMap<String, @Nullable Object> tree(Channel channel) {
        var tree = new Tree();
        if (!channel.initial().equals(channel.merge().otherwise())) {
            tree.template("initial", channel.initial());
        }
        switch (channel.merge()) {
            case Merge.Rule.REPLACE -> {}
            case Merge.Rule rule -> tree.put("merge", Fields.word(rule));
            case Merge.Computed(var value) -> tree.template("merge", value);
        }
        return tree.map;
    }

    private static SequencedMap<String, @Nullable Object> tree(StateGraph.Node node) {
        var tree = new Tree();
        tree.map.putAll(CanvasWriter.tree(node.body()));
        tree.template("update", node.update());
        return tree.map;
    }

    private static SequencedMap<String, @Nullable Object> tree(Edge edge) {
        var tree = new Tree();
        tree.put("from", edge.from());
        switch (edge) {
            case Edge.To(_, var to) -> tree.put("to", to);
            case Edge.Choose(_, var choice) -> tree.template("choose", choice);
        }
        return tree.map;
    }
}
