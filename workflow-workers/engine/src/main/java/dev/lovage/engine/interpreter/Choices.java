package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Nearest;
import dev.lovage.canvas.StateGraph;
import dev.lovage.engine.interpreter.GraphState.Active;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The nodes that come next: each once, however many ways lead to it, and its copies.
final class Choices {
    private static final String NODE = "node";
    private static final String WITH = "with";

    private final StateGraph graph;
    private final Set<String> once = new HashSet<>();
    private final Map<String, List<@Nullable Object>> copies = new LinkedHashMap<>();
    private int many;

    Choices(StateGraph graph) {
        this.graph = graph;
    }

    /// Those that an edge, or a person, names.
    ///
    /// @param said a name, `end`, `{node, with}`, or a list of these
    /// @param path of the node that this comes after
    /// @throws BrokenGraphException when it names no node
    void add(@Nullable Object said, String path) {
        switch (said) {
            case List<?> list -> list.forEach(each -> add(each, path));
            case String name when name.equals(StateGraph.END) -> {}
            case String name -> once.add(known(name, path));
            case Map<?, ?> map when isCopy(map) -> copy(map, path);
            case null, default ->
                    throw new BrokenGraphException(
                            ErrorCode.UNKNOWN_NODE,
                            path,
                            "What comes next is the name of a node, `end`, or a list of names or of"
                                    + " `{node, with}`, and this is "
                                    + ChannelUpdate.kind(said));
        }
    }

    /// A node as it was chosen before.
    void keep(Active active) {
        if (active.once()) {
            once.add(active.node());
        }
        if (!active.copies().isEmpty()) {
            copies.computeIfAbsent(active.node(), _ -> new ArrayList<>()).addAll(active.copies());
        }
    }

    private static boolean isCopy(Map<?, ?> map) {
        return map.get(NODE) instanceof String && Set.of(NODE, WITH).containsAll(map.keySet());
    }

    private void copy(Map<?, ?> map, String path) {
        var name = known(String.valueOf(map.get(NODE)), path);
        if (!map.containsKey(WITH)) {
            once.add(name);
            return;
        }
        if (++many > Fans.MAX_ITEMS) {
            throw new BrokenGraphException(
                    ErrorCode.MAP_TOO_LARGE,
                    path,
                    "At most %d copies of nodes run in one step".formatted(Fans.MAX_ITEMS));
        }
        copies.computeIfAbsent(name, _ -> new ArrayList<>()).add(map.get(WITH));
    }

    private String known(String name, String path) {
        if (graph.nodes().containsKey(name)) {
            return name;
        }
        throw new BrokenGraphException(
                ErrorCode.UNKNOWN_NODE,
                path,
                "The graph has no node `%s`; its nodes are %s.%s"
                        .formatted(
                                name,
                                String.join(", ", graph.nodes().keySet()),
                                Nearest.hint(name, graph.nodes().keySet())));
    }

    /// In the order in which the nodes are declared.
    List<Active> chosen() {
        return graph.nodes().keySet().stream()
                .filter(name -> once.contains(name) || copies.containsKey(name))
                .map(name ->
                        new Active(name, once.contains(name), copies.getOrDefault(name, List.of())))
                .toList();
    }
}
