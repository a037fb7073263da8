package dev.lovage.sdk.flow;

import dev.lovage.canvas.StateGraph.Merge.Rule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Steps that share a state: what each of them gives updates it, and says where to go next. The
/// value is the final state.
public final class Graph extends Node<Map<String, Object>, Graph> {
    /// What ends a branch, in an edge.
    public static final String END = "end";

    private static final String KEY = "graph";

    private Graph(Keys keys) {
        super(keys, Map.class);
    }

    static Graph beginning(String start) {
        return new Graph(Keys.of(KEY, Map.of("start", start)));
    }

    /// A channel of the state: how an update is merged into it, and what it is at first.
    public Graph channel(String name, Rule merge, @Nullable Object initial) {
        return channel(name, word(merge), initial);
    }

    /// A channel that begins as its rule does: empty, 0, or `null`.
    public Graph channel(String name, Rule merge) {
        return inside("state", name, Map.of("merge", word(merge)));
    }

    /// A channel that an expression over `old` and `new` merges into: `cel("old + new")`.
    public Graph channel(String name, Ref<?> merge, @Nullable Object initial) {
        return channel(name, merge.written(), initial);
    }

    private Graph channel(String name, String merge, @Nullable Object initial) {
        var channel = new LinkedHashMap<String, @Nullable Object>();
        channel.put("initial", Written.of(initial));
        channel.put("merge", merge);
        return inside("state", name, channel);
    }

    private static String word(Rule merge) {
        return merge.name().toLowerCase(Locale.ROOT);
    }

    /// A node whose value is the update of the state.
    ///
    /// @param node gets the state
    public Graph node(String name, Function<Ref<Map<String, Object>>, Step<?>> node) {
        return inside("nodes", name, node.apply(new Ref<>("state", Map.class)));
    }

    /// A node, and the update of the state that is made of its value.
    ///
    /// @param node gets the state
    /// @param update gets the value, and gives an object of channels
    public <R> Graph node(
            String name,
            Function<Ref<Map<String, Object>>, ? extends Node<R, ?>> node,
            Function<Ref<R>, ?> update) {
        var step = node.apply(new Ref<>("state", Map.class));
        var change = update.apply(new Ref<>("result", step.type()));
        return inside("nodes", name, step.having("update", Written.of(change)));
    }

    /// After `from` comes `to`, or the end.
    public Graph edge(String from, String to) {
        return edge(Map.of("from", from, "to", to));
    }

    /// After `from` comes what an expression says: a name, `end`, a list of names.
    public Graph choose(String from, Ref<?> choice) {
        return edge(Map.of("from", from, "choose", choice.written()));
    }

    /// Steps at most; 25 where nothing is said.
    public Graph maxSteps(int most) {
        return with("maxSteps", (long) most);
    }

    /// Nodes that wait for an answer before they run.
    public Graph interruptBefore(String... nodes) {
        return with("interruptBefore", List.of(nodes));
    }

    private Graph edge(Map<String, String> edge) {
        var edges = new ArrayList<Object>();
        if (graph().get("edges") instanceof List<?> before) {
            edges.addAll(before);
        }
        edges.add(edge);
        return with("edges", edges);
    }

    private Graph inside(String key, String name, Object value) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (graph().get(key) instanceof Map<?, ?> before) {
            before.forEach((other, each) -> map.put(String.valueOf(other), each));
        }
        map.put(name, value);
        return with(key, map);
    }

    private Graph with(String key, Object value) {
        var graph = new LinkedHashMap<String, @Nullable Object>();
        graph().forEach((other, each) -> graph.put(String.valueOf(other), each));
        graph.put(key, value);
        return having(KEY, graph);
    }

    private Map<?, ?> graph() {
        return keys().get(KEY) instanceof Map<?, ?> graph ? graph : Map.of();
    }

    @Override
    Graph having(Keys keys) {
        return new Graph(keys);
    }
}
