package dev.lovage.canvas;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Goes through all nodes of a canvas.
final class Nodes {
    private Nodes() {}

    /// Every node of a definition.
    static Stream<Canvas> of(Definition definition) {
        return of(definition.body(), definition.ending());
    }

    /// Every node of a definition with this body and ending.
    static Stream<Canvas> of(Canvas body, Definition.Ending ending) {
        return Stream.of(
                        Stream.of(body),
                        of(ending.callbacks()),
                        Optional.ofNullable(ending.last()).stream())
                .flatMap(nodes -> nodes)
                .flatMap(Nodes::of);
    }

    /// This node, and all below it.
    static Stream<Canvas> of(Canvas node) {
        var traits = node.traits();
        var below =
                Stream.of(
                                Optional.ofNullable(traits.undo()).stream(),
                                of(traits.callbacks()),
                                inside(node))
                        .flatMap(nodes -> nodes)
                        .flatMap(Nodes::of);
        return Stream.concat(Stream.of(node), below);
    }

    private static Stream<Canvas> of(Canvas.Callbacks callbacks) {
        return Stream.of(callbacks.onSuccess(), callbacks.onError()).flatMap(List::stream);
    }

    private static Stream<Canvas> inside(Canvas node) {
        return switch (node) {
            case Canvas.Call _, Canvas.Wait _, Canvas.Flow _, Canvas.Value _ -> Stream.of();
            case Canvas.Chain chain -> chain.members().stream();
            case Canvas.Group group -> group.members().values().stream();
            case Canvas.Each each -> Stream.of(each.body());
            case Canvas.Switch it -> it.branches().stream().map(Canvas.Branch::body);
            case Canvas.Graph(_, var graph) ->
                    Stream.concat(
                            graph.interruptBefore().stream().map(graph::question),
                            graph.nodes().values().stream().map(StateGraph.Node::body));
            case Canvas.Loop loop -> Stream.of(loop.body());
            case Canvas.Await await -> Optional.ofNullable(await.onTimeout()).stream();
            case Canvas.Try it -> attempt(it);
        };
    }

    private static Stream<Canvas> attempt(Canvas.Try node) {
        return Stream.of(
                        Stream.of(node.body()),
                        node.catches().stream().map(Canvas.Catch::body),
                        Optional.ofNullable(node.last()).stream())
                .flatMap(nodes -> nodes);
    }
}
