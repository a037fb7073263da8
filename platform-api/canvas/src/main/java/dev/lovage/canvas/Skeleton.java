package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The shape of a definition's graph, the same before, during and after its runs.
///
/// @param nodes containers before what stands in them
public record Skeleton(List<Node> nodes, List<Edge> edges) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<id>[a-z][A-Za-z0-9_]*)(\\[(?<key>[A-Za-z0-9_]+)])?");

    public Skeleton {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A step, or a container of steps.
    ///
    /// @param path with `*` for every item of a map
    /// @param task of a call
    /// @param parent path of the container; absent for the body itself
    public record Node(
            String path,
            Kind kind,
            @Nullable String id,
            @Nullable String label,
            @Nullable String task,
            @Nullable String parent) {}

    /// `to` begins when `from` has ended; both are paths of nodes in one chain.
    public record Edge(String from, String to) {}

    /// What a node is.
    public enum Kind {
        TASK,
        CHAIN,
        GROUP,
        MAP,
        SWITCH,
        WAIT,
        TRY,
        VALUE;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Skeleton of(Definition definition) {
        var drawing = new Drawing();
        drawing.draw(definition.body(), Paths.BODY, null);
        return new Skeleton(drawing.nodes, drawing.edges);
    }

    /// The node that a step with this path, or pattern, belongs to.
    public Optional<Node> node(String path) {
        var pattern = Paths.pattern(path);
        return nodes.stream().filter(node -> node.path().equals(pattern)).findFirst();
    }

    /// The path that someone means: the path itself, the id of a step, or `id[3]`, `id[name]` for
    /// one member of a container.
    public Optional<String> path(String written) {
        if (node(written).isPresent()) {
            return Optional.of(written);
        }
        var match = WRITTEN.matcher(written);
        if (!match.matches()) {
            return Optional.empty();
        }
        var key = match.group("key");
        return nodes.stream()
                .filter(node -> match.group("id").equals(node.id()))
                .findFirst()
                .map(node -> key == null ? node.path() : inside(node, key))
                .filter(path -> node(path).isPresent());
    }

    private static String inside(Node node, String key) {
        return switch (node.kind()) {
            case TASK, VALUE, WAIT, TRY, CHAIN -> node.path() + "." + key;
            case SWITCH -> node.path() + ".s." + key;
            case GROUP -> Paths.member(node.path(), key);
            case MAP -> node.path() + ".m." + key;
        };
    }

    private static final class Drawing {
        final List<Node> nodes = new ArrayList<>();
        final List<Edge> edges = new ArrayList<>();

        void draw(Canvas canvas, String path, @Nullable String parent) {
            switch (canvas) {
                case Canvas.Call call -> add(canvas, path, Kind.TASK, call.task(), parent);
                case Canvas.Value _ -> add(canvas, path, Kind.VALUE, null, parent);
                case Canvas.Chain chain -> {
                    add(canvas, path, Kind.CHAIN, null, parent);
                    chain(chain.members(), path);
                }
                case Canvas.Group group -> {
                    add(canvas, path, Kind.GROUP, null, parent);
                    group.members()
                            .forEach((key, member) -> draw(member, Paths.member(path, key), path));
                }
                case Canvas.Each each -> {
                    add(canvas, path, Kind.MAP, null, parent);
                    draw(each.body(), Paths.anyItem(path), path);
                }
                case Canvas.Wait _ -> add(canvas, path, Kind.WAIT, null, parent);
                case Canvas.Switch it -> {
                    add(canvas, path, Kind.SWITCH, null, parent);
                    for (int i = 0; i < it.branches().size(); i++) {
                        var branch = Paths.below(path, new Segment.Branch(i));
                        draw(it.branches().get(i).body(), branch, path);
                    }
                }
                case Canvas.Try it -> {
                    add(canvas, path, Kind.TRY, null, parent);
                    draw(it.body(), Paths.below(path, new Segment.Tried()), path);
                }
            }
        }

        private void chain(List<Canvas> members, String path) {
            for (int i = 0; i < members.size(); i++) {
                if (i > 0) {
                    edges.add(new Edge(Paths.place(path, i - 1), Paths.place(path, i)));
                }
                draw(members.get(i), Paths.place(path, i), path);
            }
        }

        private void add(
                Canvas canvas,
                String path,
                Kind kind,
                @Nullable String task,
                @Nullable String parent) {
            var traits = canvas.traits();
            nodes.add(new Node(path, kind, traits.id(), traits.label(), task, parent));
        }
    }
}
