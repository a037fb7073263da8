package dev.lovage.canvas;

import java.util.stream.Stream;

/// Finds what has to run when a run is told to stop.
final class Cleanup {
    private Cleanup() {}

    /// Whether there is a `catch`, a `finally` or an `undo` in this node.
    static boolean in(Canvas node) {
        return node.traits().undo() != null
                || (node instanceof Canvas.Try it && (it.last() != null || !it.catches().isEmpty()))
                || Stream.concat(callbacks(node), inside(node)).anyMatch(Cleanup::in);
    }

    private static Stream<Canvas> callbacks(Canvas node) {
        var callbacks = node.traits().callbacks();
        return Stream.concat(callbacks.onSuccess().stream(), callbacks.onError().stream());
    }

    private static Stream<Canvas> inside(Canvas node) {
        return switch (node) {
            case Canvas.Call _, Canvas.Wait _, Canvas.Value _ -> Stream.of();
            case Canvas.Chain chain -> chain.members().stream();
            case Canvas.Group group -> group.members().values().stream();
            case Canvas.Each each -> Stream.of(each.body());
            case Canvas.Switch it -> it.branches().stream().map(Canvas.Branch::body);
            case Canvas.Graph(_, var graph) ->
                    graph.nodes().values().stream().map(StateGraph.Node::body);
            case Canvas.Try it -> Stream.of(it.body());
        };
    }
}
