package dev.lovage.engine.interpreter;

import java.util.Map;

/// Runs of state graphs.
final class GraphWalks {
    private GraphWalks() {}

    /// A backtick is a quote within an expression.
    static Walk graph(String definition, Object input) {
        return graph(definition, input, Map.of());
    }

    static Walk graph(String definition, Object input, Map<String, Object> resume) {
        return Walk.of(definition.replace("`", "\\u0027"), input, resume);
    }

    static Walk walk(String state, String nodes, String edges) {
        return graph(
                "'do': {'graph': {'state': {%s}, 'start': 'a', 'nodes': {%s}, 'edges': [%s]}}"
                        .formatted(state, nodes, edges),
                null);
    }

    /// A graph in which `a` starts `b` and `c`, which run in one step.
    static Walk both(String state, String b, String c) {
        return walk(
                state,
                "'a': {'value': {}}, 'b': %s, 'c': %s".formatted(b, c),
                "{'from': 'a', 'to': 'c'}, {'from': 'a', 'to': 'b'}");
    }
}
