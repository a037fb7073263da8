package dev.lovage.console.run;

import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A graph as the browser draws it: with names, and without the boxes that would say nothing.
record GraphShape(List<Node> nodes, List<Edge> edges) {

    /// @param caption what is written above the box: which branch, catch or callback it is, and its
    ///   condition
    /// @param gated whether it has an `if`
    record Node(
            String id,
            String kind,
            String name,
            String detail,
            @Nullable String parent,
            String role,
            String caption,
            boolean gated) {}

    record Edge(String from, String to) {}

    static GraphShape of(Run.Graph graph) {
        return new Drawn(graph).shape();
    }

    /// Kinds whose body is all that stands in them.
    private static final Set<String> HOLDS_ONE = Set.of("map", "loop");

    /// Kinds that say themselves how long they last.
    private static final Set<String> WAITS = Set.of("wait", "await", "loop");

    private static final class Drawn {
        private final Run.Graph graph;
        private final Map<String, Run.Node> byPath = new LinkedHashMap<>();
        private final Map<String, Run.Node> plain = new LinkedHashMap<>();

        Drawn(Run.Graph graph) {
            this.graph = graph;
            graph.nodes().forEach(node -> byPath.put(node.path(), node));
            graph.nodes().stream()
                    .filter(this::isPlain)
                    .forEach(node -> plain.put(node.path(), node));
        }

        GraphShape shape() {
            return new GraphShape(
                    graph.nodes().stream()
                            .filter(node -> !plain.containsKey(node.path()))
                            .map(this::node)
                            .toList(),
                    graph.edges().stream()
                            .map(edge -> new Edge(last(edge.from()), edge.to()))
                            .toList());
        }

        /// The body's own chain, and one that is all there is in a map or a try, would be a box
        /// around everything: what stands in them is drawn without it.
        private boolean isPlain(Run.Node node) {
            if (!node.kind().equals("chain") || node.notes().when() != null) {
                return false;
            }
            var parent = node.parent() == null ? null : byPath.get(node.parent());
            return node.role().equals("try")
                    || (node.role().equals(Run.Node.STEP)
                            && (parent == null || HOLDS_ONE.contains(parent.kind())));
        }

        private Node node(Run.Node node) {
            var name = name(node);
            return new Node(
                    node.path(),
                    node.kind(),
                    name,
                    detail(node, name),
                    around(node),
                    node.role(),
                    caption(node),
                    node.notes().when() != null);
        }

        /// A map that nobody named is called by the one task that it runs.
        private String name(Run.Node node) {
            var name = RunGraph.name(node);
            if (!node.kind().equals("map") || !name.equals("map")) {
                return name;
            }
            var item = byPath.get(node.path() + ".m.*");
            return item == null || item.task() == null ? name : RunGraph.name(item);
        }

        private static String detail(Run.Node node, String name) {
            var what = node.task() == null ? node.kind() : node.task();
            var time = node.notes().time();
            if (WAITS.contains(node.kind())) {
                return time == null ? "" : time;
            }
            var begins = time == null || time.startsWith("until ") ? time : "after " + time;
            return String.join(
                    " · ",
                    Stream.of(begins, what.equals(name) ? null : what)
                            .filter(Objects::nonNull)
                            .toList());
        }

        private static String caption(Run.Node node) {
            var when = node.notes().when();
            return String.join(
                    " · ",
                    Stream.of(role(node), when == null ? null : "if " + when)
                            .filter(Objects::nonNull)
                            .toList());
        }

        private static @Nullable String role(Run.Node node) {
            var entry = node.notes().entry();
            return switch (node.role()) {
                case "branch" -> entry == null || entry.equals("else") ? "else" : "when " + entry;
                case "catch" -> "catch " + (entry == null ? "any error" : entry);
                case "finally", "undo" -> node.role();
                case "on-success" -> "on success" + whose(node);
                case "on-error" -> "on error" + whose(node);
                case "on-timeout" -> "on time-out";
                default -> ofGraph(node);
            };
        }

        /// Where a graph begins, and what it asks before a node runs.
        private static @Nullable String ofGraph(Run.Node node) {
            if ("start".equals(node.notes().entry())) {
                return "start";
            }
            return node.path().matches(".*\\.n\\.\\*\\.\\w+\\.i") ? "asked first" : null;
        }

        /// A callback whose path begins with itself belongs to the whole run.
        private static String whose(Run.Node node) {
            return node.path().matches("(ok|err)\\.\\d+") ? " of the run" : "";
        }

        private @Nullable String around(Run.Node node) {
            var parent = node.parent();
            while (parent != null && plain.containsKey(parent)) {
                parent = plain.get(parent).parent();
            }
            return parent;
        }

        /// What is drawn last of a chain that has no box.
        private String last(String path) {
            var at = path;
            while (plain.containsKey(at)) {
                var chain = at;
                var member =
                        graph.nodes().stream()
                                .filter(node -> chain.equals(node.parent()))
                                .filter(node -> node.role().equals(Run.Node.STEP))
                                .reduce((_, later) -> later);
                if (member.isEmpty()) {
                    return at;
                }
                at = member.get().path();
            }
            return at;
        }
    }
}
