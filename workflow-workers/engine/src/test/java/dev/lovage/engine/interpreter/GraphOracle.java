package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.StateGraph;
import dev.lovage.canvas.StateGraph.Edge;
import dev.lovage.canvas.Template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a state graph means, one node after the other; of merges it knows `append` and `add`.
final class GraphOracle {
    private static final Object ONCE = new Object();

    private final StateGraph graph;
    private final List<String> names;
    private final Meaning meaning;

    /// The rest of the language.
    interface Meaning {
        /// The value of a node that sees `bound`; absent when it was skipped.
        List<Object> value(Canvas node, String path, Map<String, Object> bound);

        Object fill(Template template, Map<String, Object> bound);
    }

    GraphOracle(StateGraph graph, Meaning meaning) {
        this.graph = graph;
        this.names = List.copyOf(graph.nodes().keySet());
        this.meaning = meaning;
    }

    Object run(String path) {
        Map<String, Object> state = new LinkedHashMap<>();
        graph.state().forEach((name, it) -> state.put(name, meaning.fill(it.initial(), Map.of())));
        var active = new TreeMap<Integer, List<Object>>();
        choose(graph.start(), active);
        for (int step = 0; !active.isEmpty(); step++) {
            var snapshot = new LinkedHashMap<>(state);
            for (var node : active.entrySet()) {
                var at = path + ".n." + step + "." + names.get(node.getKey());
                turns(node.getKey(), node.getValue(), at, snapshot)
                        .forEach(update ->
                                update.forEach((name, it) -> state.merge(name, it, this::merged)));
            }
            var before = List.copyOf(active.keySet());
            active.clear();
            before.forEach(node -> next(names.get(node), state, active));
        }
        return state;
    }

    /// The updates of a node and its copies.
    private List<Map<String, Object>> turns(
            int node, List<Object> turns, String path, Map<String, Object> state) {
        var updates = new ArrayList<Map<String, Object>>();
        int copies = 0;
        for (var turn : turns) {
            var bound = new HashMap<String, Object>();
            bound.put("state", state);
            if (turn != ONCE) {
                bound.put("arg", turn);
            }
            var at = turn == ONCE ? path : path + ".c." + copies++;
            var it = graph.nodes().get(names.get(node));
            for (var value : meaning.value(it.body(), at, bound)) {
                bound.put("result", value);
                var update = new LinkedHashMap<String, Object>();
                ((Map<?, ?>) meaning.fill(it.update(), bound))
                        .forEach((name, each) -> update.put((String) name, each));
                updates.add(update);
            }
        }
        return updates;
    }

    private Object merged(Object old, Object value) {
        if (old instanceof Long number) {
            return number + (Long) value;
        }
        var all = new ArrayList<Object>((List<?>) old);
        all.addAll((List<?>) value);
        return all;
    }

    private void next(
            String from, Map<String, Object> state, TreeMap<Integer, List<Object>> active) {
        for (var edge : graph.edges()) {
            if (edge.from().equals(from)) {
                switch (edge) {
                    case Edge.To(_, var to) -> choose(to, active);
                    case Edge.Choose(_, var choice) ->
                            choose(meaning.fill(choice, Map.of("state", state)), active);
                }
            }
        }
    }

    private void choose(Object said, TreeMap<Integer, List<Object>> active) {
        if (said instanceof List<?> list) {
            list.forEach(each -> choose(each, active));
        } else if (said instanceof Map<?, ?> copy) {
            turns(copy.get("node"), active).add(copy.get("with"));
        } else if (!said.equals("end") && !turns(said, active).contains(ONCE)) {
            turns(said, active).addFirst(ONCE);
        }
    }

    private List<Object> turns(Object node, TreeMap<Integer, List<Object>> active) {
        return active.computeIfAbsent(names.indexOf(node), _ -> new ArrayList<>());
    }
}
