package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.Skeleton.Edge;
import dev.lovage.canvas.Skeleton.Kind;
import dev.lovage.canvas.Skeleton.Node;
import dev.lovage.canvas.Skeleton.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;

/// Draws the [Skeleton] of a definition, from the top down.
final class Drawing {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final SequencedMap<String, Canvas> places = new LinkedHashMap<>();

    /// Where a node stands.
    ///
    /// @param container the path before the last segment; empty at the top
    /// @param parent path of the container it is drawn in; absent at the top
    private record Spot(
            String container, Segment segment, @Nullable String parent, @Nullable String entry) {
        String path() {
            return Paths.below(container, segment);
        }
    }

    /// What stands at each path.
    SequencedMap<String, Canvas> places(Definition definition) {
        var _ = of(definition);
        return places;
    }

    Skeleton of(Definition definition) {
        var ending = definition.ending();
        draw(definition.body(), new Spot("", new Segment.Body(), null, null));
        var last = ending.last();
        if (last != null) {
            attach(last, Paths.BODY, "", new Segment.Last(), null);
        }
        callbacks(ending.callbacks(), Paths.BODY, "", null);
        return new Skeleton(nodes, edges);
    }

    private void draw(Canvas canvas, Spot spot) {
        var path = spot.path();
        switch (canvas) {
            case Canvas.Call call -> add(call, Kind.TASK, spot);
            case Canvas.Value value -> add(value, Kind.VALUE, spot);
            case Canvas.Wait wait -> add(wait, Kind.WAIT, spot);
            case Canvas.Flow flow -> add(flow, Kind.FLOW, spot);
            case Canvas.Chain chain -> {
                add(chain, Kind.CHAIN, spot);
                chain(chain.members(), path);
            }
            case Canvas.Group group -> {
                add(group, Kind.GROUP, spot);
                group.members().forEach((key, node) -> inside(node, path, new Segment.Member(key)));
            }
            case Canvas.Each each -> {
                add(each, Kind.MAP, spot);
                inside(each.body(), path, new Segment.AnyItem());
            }
            case Canvas.Switch it -> {
                add(it, Kind.SWITCH, spot);
                branches(it.branches(), path);
            }
            case Canvas.Graph graph -> {
                add(graph, Kind.GRAPH, spot);
                graph(graph.graph(), path);
            }
            case Canvas.Loop it -> {
                add(it, Kind.LOOP, spot);
                inside(it.body(), path, new Segment.AnyTurn());
            }
            case Canvas.Await it -> {
                add(it, Kind.AWAIT, spot);
                var instead = it.onTimeout();
                if (instead != null) {
                    attach(instead, path, path, new Segment.OnTimeout(), spot.parent());
                }
            }
            case Canvas.Try it -> {
                add(it, Kind.TRY, spot);
                attempt(it, path);
            }
        }
        belongings(canvas.traits(), path, spot.parent());
    }

    private void inside(Canvas node, String container, Segment segment) {
        draw(node, new Spot(container, segment, container, null));
    }

    private void chain(List<Canvas> members, String path) {
        for (int i = 0; i < members.size(); i++) {
            if (i > 0) {
                edges.add(new Edge(Paths.place(path, i - 1), Paths.place(path, i)));
            }
            inside(members.get(i), path, new Segment.Place(i));
        }
    }

    private void branches(List<Canvas.Branch> branches, String path) {
        for (int i = 0; i < branches.size(); i++) {
            var branch = branches.get(i);
            var entry = branch.when() == null ? "else" : Captions.text(branch.when());
            draw(branch.body(), new Spot(path, new Segment.Branch(i), path, entry));
        }
    }

    private void graph(StateGraph graph, String path) {
        graph.nodes()
                .forEach((name, node) -> {
                    var entry = name.equals(graph.start()) ? "start" : null;
                    var spot = new Spot(path, new Segment.AnyNode(name), path, entry);
                    if (graph.interruptBefore().contains(name)) {
                        var asked = new Spot(spot.path(), new Segment.Interrupt(), path, null);
                        draw(graph.question(name), asked);
                        edges.add(new Edge(asked.path(), spot.path()));
                    }
                    draw(node.body(), spot);
                });
        var drawn = new LinkedHashSet<Edge>();
        for (var edge : graph.edges()) {
            var from = Paths.below(path, new Segment.AnyNode(edge.from()));
            for (var to :
                    Targets.of(edge, Expressions.level(RunInput.ENGINE))
                            .among(graph.nodes().sequencedKeySet())) {
                var node = Paths.below(path, new Segment.AnyNode(to));
                var asked = graph.interruptBefore().contains(to);
                drawn.add(
                        new Edge(from, asked ? Paths.below(node, new Segment.Interrupt()) : node));
            }
        }
        edges.addAll(drawn);
    }

    private void attempt(Canvas.Try node, String path) {
        var ends = new ArrayList<String>();
        inside(node.body(), path, new Segment.Tried());
        ends.add(Paths.below(path, new Segment.Tried()));
        for (var each : node.catches()) {
            var segment = new Segment.Caught(ends.size() - 1);
            var entry = each.on() == null ? null : String.join(", ", each.on());
            draw(
                    each.body(),
                    new Spot(path, segment, path, entry == null ? null : Captions.cut(entry)));
            ends.add(Paths.below(path, segment));
        }
        var last = node.last();
        if (last != null) {
            inside(last, path, new Segment.Last());
            ends.forEach(end -> edges.add(new Edge(end, Paths.below(path, new Segment.Last()))));
        }
    }

    /// What belongs to a step is drawn beside it.
    private void belongings(Canvas.Traits traits, String step, @Nullable String parent) {
        var undo = traits.undo();
        if (undo != null) {
            attach(undo, step, step, new Segment.Undo(), parent);
        }
        callbacks(traits.callbacks(), step, step, parent);
    }

    private void callbacks(
            Canvas.Callbacks callbacks, String step, String container, @Nullable String parent) {
        for (int i = 0; i < callbacks.onSuccess().size(); i++) {
            attach(callbacks.onSuccess().get(i), step, container, new Segment.OnSuccess(i), parent);
        }
        for (int i = 0; i < callbacks.onError().size(); i++) {
            attach(callbacks.onError().get(i), step, container, new Segment.OnError(i), parent);
        }
    }

    private void attach(
            Canvas node, String step, String container, Segment segment, @Nullable String parent) {
        var spot = new Spot(container, segment, parent, null);
        edges.add(new Edge(step, spot.path()));
        draw(node, spot);
    }

    private void add(Canvas canvas, Kind kind, Spot spot) {
        var traits = canvas.traits();
        places.put(spot.path(), canvas);
        nodes.add(
                new Node(
                        spot.path(),
                        kind,
                        traits.id(),
                        traits.label(),
                        Captions.works(canvas),
                        spot.parent(),
                        Role.of(spot.segment()),
                        Captions.notes(canvas, spot.entry())));
    }
}
