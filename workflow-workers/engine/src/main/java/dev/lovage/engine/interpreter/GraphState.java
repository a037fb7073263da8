package dev.lovage.engine.interpreter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A state graph between two steps: all that its next step needs.
///
/// @param step the one that comes next, from 0
/// @param state value by channel
/// @param active the nodes of that step, in the order in which their updates are merged
/// @param answered whether those were asked already who are asked before they run
record GraphState(
        int step, Map<String, @Nullable Object> state, List<Active> active, boolean answered) {
    GraphState(int step, Map<String, @Nullable Object> state, List<Active> active) {
        this(step, state, active, false);
    }

    GraphState {
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        active = List.copyOf(active);
    }

    /// A node that runs once, or once for each of some arguments, or both.
    ///
    /// @param once without an argument
    /// @param copies what each copy sees as `arg`
    record Active(String node, boolean once, List<@Nullable Object> copies) {
        Active {
            copies = Collections.unmodifiableList(new ArrayList<>(copies));
        }

        static Active once(String node) {
            return new Active(node, true, List.of());
        }

        private Map<String, @Nullable Object> json() {
            return Map.of("node", node, "once", once, "copies", copies);
        }

        private static Active read(Object json) {
            var map = (Map<?, ?>) json;
            return new Active(
                    String.valueOf(map.get("node")),
                    Boolean.TRUE.equals(map.get("once")),
                    map.get("copies") instanceof List<?> copies
                            ? new ArrayList<@Nullable Object>(copies)
                            : List.of());
        }
    }

    /// As it travels to a new history of the run.
    Map<String, @Nullable Object> json() {
        return Map.of(
                "step",
                (long) step,
                "state",
                state,
                "active",
                active.stream().map(Active::json).toList(),
                "answered",
                answered);
    }

    /// The state that [#json] wrote.
    static GraphState read(Map<?, ?> json) {
        var state = new LinkedHashMap<String, @Nullable Object>();
        if (json.get("state") instanceof Map<?, ?> channels) {
            channels.forEach((name, value) -> state.put(String.valueOf(name), value));
        }
        var active = new ArrayList<Active>();
        if (json.get("active") instanceof List<?> nodes) {
            nodes.forEach(node -> active.add(Active.read(node)));
        }
        return new GraphState(
                json.get("step") instanceof Number step ? step.intValue() : 0,
                state,
                active,
                Boolean.TRUE.equals(json.get("answered")));
    }

    GraphState with(Map<String, @Nullable Object> other) {
        return new GraphState(step, other, active);
    }

    GraphState next(List<Active> others) {
        return new GraphState(step + 1, state, others);
    }
}
