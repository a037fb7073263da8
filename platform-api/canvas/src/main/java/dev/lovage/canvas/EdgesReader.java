package dev.lovage.canvas;

import dev.lovage.canvas.StateGraph.Edge;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads which nodes of a graph come first, and which come next.
final class EdgesReader {
    private static final Set<String> NAMES_NODES = Set.of("", "a text", "a list", "an object");
    private static final int MOST_EDGES = 1_000;

    private final Fields graph;
    private final Set<String> nodes;
    private final Templates choosing;
    private final Flaws flaws;
    private final Expressions expressions = Expressions.level(RunInput.ENGINE);

    /// @param choosing reads what sees the state
    EdgesReader(Fields graph, Set<String> nodes, Templates choosing, Flaws flaws) {
        this.graph = graph;
        this.nodes = nodes;
        this.choosing = choosing;
        this.flaws = flaws;
    }

    @Nullable String start() {
        if (!graph.has("start")) {
            graph.flaw("start", "MISSING", "`start` is missing: it names the first node.");
        }
        return node(graph, "start", false);
    }

    List<String> interrupts() {
        var names = new ArrayList<String>();
        var list = graph.list("interruptBefore");
        if (list == null) {
            return names;
        }
        for (int i = 0; i < list.size(); i++) {
            var at = Pointer.of(graph.at("interruptBefore"), i);
            if (!(list.get(i) instanceof String name)) {
                flaws.add(at, "TYPE", "Must be a text, not " + Fields.type(list.get(i)) + ".");
            } else if (names.contains(name)) {
                flaws.add(at, "DUPLICATE", "`" + name + "` stands here twice.");
            } else if (known(name, at, false)) {
                names.add(name);
            }
        }
        return names;
    }

    /// @param start from where every node must be reached; absent where people may go anywhere
    List<Edge> read(@Nullable String start) {
        var edges = new ArrayList<Edge>();
        var list = graph.list("edges");
        if (list != null && list.size() > MOST_EDGES) {
            graph.flaw("edges", "TOO_MANY", "A graph has at most 1,000 edges.");
        }
        for (int i = 0; list != null && i < list.size(); i++) {
            var at = Pointer.of(graph.at("edges"), i);
            var fields = Fields.of(list.get(i), at, flaws);
            var edge = fields == null ? null : edge(fields);
            if (edge != null && edges.contains(edge)) {
                flaws.add(at, "DUPLICATE", "The same edge stands here twice.");
            } else if (edge != null) {
                edges.add(edge);
            }
        }
        if (start != null) {
            reach(start, edges);
        }
        return edges;
    }

    private @Nullable Edge edge(Fields fields) {
        fields.only(Keys.EDGE, "an edge");
        if (!fields.has("from")) {
            fields.flaw("from", "MISSING", "`from` is missing: it names the node before.");
        }
        var from = node(fields, "from", false);
        if (fields.has("to") == fields.has("choose")) {
            flaws.add(
                    fields.pointer(),
                    fields.has("to") ? "TWO_KINDS" : "MISSING",
                    "An edge has either `to`, the node that comes next, or `choose`, which gives"
                            + " one.");
            return null;
        }
        if (fields.has("to")) {
            var to = node(fields, "to", true);
            return from == null || to == null ? null : new Edge.To(from, to);
        }
        var choice = choice(fields);
        return from == null ? null : new Edge.Choose(from, choice);
    }

    private Template choice(Fields fields) {
        var at = fields.at("choose");
        var choice = choosing.read(fields.get("choose"), at);
        Targets.of(choice, expressions).named().forEach(name -> known(name, at, true));
        var gives = gives(choice);
        if (!NAMES_NODES.contains(gives)) {
            flaws.add(
                    at,
                    "TYPE",
                    "`choose` gives a node's name, `end`, or a list of names or of"
                            + " `{node, with}`, not %s.".formatted(gives));
        }
        return choice;
    }

    private String gives(Template choice) {
        return switch (choice) {
            case Template.Computed(var expression) -> expressions.references(expression).gives();
            case Template.Literal literal -> Fields.type(literal.value());
            case Template.Text _, Template.Items _, Template.Fields _ -> "";
        };
    }

    private @Nullable String node(Fields fields, String key, boolean orEnd) {
        var name = fields.text(key);
        return name != null && known(name, fields.at(key), orEnd) ? name : null;
    }

    private boolean known(String name, String at, boolean orEnd) {
        if (nodes.contains(name) || (orEnd && name.equals(StateGraph.END))) {
            return true;
        }
        var why =
                name.equals(StateGraph.END)
                        ? "`end` is no node: it only ends a branch."
                        : "The graph has no node `" + name + "`." + Nearest.hint(name, nodes);
        flaws.add(at, "UNKNOWN_NODE", why);
        return false;
    }

    private void reach(String start, List<Edge> edges) {
        var reached = new HashSet<>(Set.of(start));
        var next = new ArrayDeque<>(reached);
        for (var from = next.poll(); from != null; from = next.poll()) {
            for (var edge : edges) {
                if (edge.from().equals(from)) {
                    Targets.of(edge, expressions).among(nodes).stream()
                            .filter(reached::add)
                            .forEach(next::add);
                }
            }
        }
        for (var name : nodes) {
            if (!reached.contains(name)) {
                flaws.add(
                        Pointer.of(graph.at("nodes"), name),
                        "UNREACHABLE",
                        "No way leads from `%s` to `%s`: add an edge, or leave the node out."
                                .formatted(start, name));
            }
        }
    }
}
