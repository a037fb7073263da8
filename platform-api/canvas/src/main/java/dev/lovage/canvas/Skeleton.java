package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The shape of a definition's graph, the same before, during and after its runs.
///
/// @param nodes containers before what stands in them
public record Skeleton(List<Node> nodes, List<Edge> edges) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<id>[a-z][A-Za-z0-9_]*)(\\[(?<key>([0-9]+\\.)?[A-Za-z0-9_]+)])?");

    public Skeleton {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A step, or a container of steps.
    ///
    /// @param path with `*` for every item of a map, turn of a loop, and step of a graph
    /// @param task of a call; where it is computed all that it may be, with ` | ` between; of a
    ///   flow the name of the definition; of an await that of its signal
    /// @param parent path of the container it is drawn in; absent at the top. What belongs to a
    ///   step (its callbacks, its `undo`) is drawn beside it.
    public record Node(
            String path,
            Kind kind,
            @Nullable String id,
            @Nullable String label,
            @Nullable String task,
            @Nullable String parent,
            Role role,
            Notes notes) {}

    /// What else is written on a node: short texts, expressions without the `${` around them.
    ///
    /// @param entry when it is taken: the condition of a branch, the codes of a catch, `start` of a
    ///   graph
    /// @param when the condition of its `if`
    /// @param time how long it waits or goes on, or until when
    public record Notes(@Nullable String entry, @Nullable String when, @Nullable String time) {
        public static final Notes NONE = new Notes(null, null, null);
    }

    /// `to` begins when `from` has ended: what follows it in a chain, what belongs to it, the
    /// `finally` of a try, or what may come next in a graph.
    public record Edge(String from, String to) {}

    /// What a node is.
    public enum Kind {
        TASK,
        CHAIN,
        GROUP,
        MAP,
        SWITCH,
        GRAPH,
        LOOP,
        WAIT,
        FLOW,
        AWAIT,
        TRY,
        VALUE;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a node is for, by the segment of its path.
    public enum Role {
        STEP,
        BRANCH,
        TRY,
        CATCH,
        FINALLY,
        ON_SUCCESS,
        ON_ERROR,
        ON_TIMEOUT,
        UNDO;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Role of(Segment segment) {
            return switch (segment) {
                case Segment.Body _,
                        Segment.Place _,
                        Segment.Member _,
                        Segment.Item _,
                        Segment.AnyItem _,
                        Segment.Node _,
                        Segment.AnyNode _,
                        Segment.Copy _,
                        Segment.Interrupt _,
                        Segment.Update _,
                        Segment.Turn _,
                        Segment.AnyTurn _,
                        Segment.Replaced _ ->
                        STEP;
                case Segment.Branch _ -> BRANCH;
                case Segment.Tried _ -> TRY;
                case Segment.Caught _ -> CATCH;
                case Segment.Last _ -> FINALLY;
                case Segment.OnSuccess _ -> ON_SUCCESS;
                case Segment.OnError _ -> ON_ERROR;
                case Segment.OnTimeout _ -> ON_TIMEOUT;
                case Segment.Undo _ -> UNDO;
            };
        }
    }

    public static Skeleton of(Definition definition) {
        return new Drawing().of(definition);
    }

    /// What stands at each path of the drawing.
    public static SequencedMap<String, Canvas> places(Definition definition) {
        return new Drawing().places(definition);
    }

    /// The node that a step with this path, or pattern, belongs to.
    public Optional<Node> node(String path) {
        var pattern = Paths.pattern(path);
        return nodes.stream().filter(node -> node.path().equals(pattern)).findFirst();
    }

    /// The path that someone means: the path itself, the id of a step, or `id[3]`, `id[name]`,
    /// `id[5.node]` for one member of a container.
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
            case TASK, VALUE, WAIT, AWAIT, FLOW, TRY, CHAIN -> node.path() + "." + key;
            case LOOP -> node.path() + ".l." + key;
            case SWITCH -> node.path() + ".s." + key;
            case GRAPH -> node.path() + ".n." + key;
            case GROUP -> Paths.member(node.path(), key);
            case MAP -> node.path() + ".m." + key;
        };
    }
}
