package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment.AnyItem;
import dev.lovage.canvas.Paths.Segment.AnyNode;
import dev.lovage.canvas.Paths.Segment.Item;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The path of a step: its key within a run, equal in every run of one revision.
///
/// Segments with dots between, from the top: the body `do`, or a callback or the `finally` of the
/// definition itself; then one for each container on the way down. Places count from zero. In a
/// pattern `m.*` stands for any item, `l.*` for any turn.
public final class Paths {
    public static final String BODY = "do";

    private static final int LONGEST = 2_000;

    private Paths() {}

    /// One step down from a container to what stands in it.
    public sealed interface Segment {
        /// The body of the definition: only at the top.
        record Body() implements Segment {}

        /// A place in a chain.
        record Place(int place) implements Segment {}

        /// A member of a group: its place, or its name.
        record Member(String key) implements Segment {}

        /// An item of a map.
        record Item(int item) implements Segment {}

        /// Any item of a map: only in patterns.
        record AnyItem() implements Segment {}

        /// A node of a graph in one of its steps.
        record Node(int step, String name) implements Segment {}

        /// A node of a graph in any of its steps: only in patterns.
        record AnyNode(String name) implements Segment {}

        /// One of several copies of a node of a graph.
        record Copy(int copy) implements Segment {}

        /// What is asked before a node of a graph runs.
        record Interrupt() implements Segment {}

        /// What a node of a graph makes of its value.
        record Update() implements Segment {}

        /// A turn of a loop.
        record Turn(int turn) implements Segment {}

        /// Any turn of a loop: only in patterns.
        record AnyTurn() implements Segment {}

        /// A branch of a switch.
        record Branch(int branch) implements Segment {}

        /// The body of a try.
        record Tried() implements Segment {}

        /// What a try does about an error.
        record Caught(int place) implements Segment {}

        /// What a try does at last; the definition's own at the top.
        record Last() implements Segment {}

        /// A callback on success; the definition's own at the top.
        record OnSuccess(int place) implements Segment {}

        /// A callback on error; the definition's own at the top.
        record OnError(int place) implements Segment {}

        /// What makes the value of an await that gave up.
        record OnTimeout() implements Segment {}

        /// What takes a step back.
        record Undo() implements Segment {}

        /// The canvas with which a task answered, in the place of its step.
        record Replaced() implements Segment {}
    }

    /// The path of what stands in a container.
    ///
    /// @param container empty for what stands at the top
    public static String below(String container, Segment segment) {
        return container.isEmpty() ? text(segment) : container + "." + text(segment);
    }

    public static String place(String chain, int place) {
        return below(chain, new Segment.Place(place));
    }

    public static String member(String group, String key) {
        return below(group, new Segment.Member(key));
    }

    public static String item(String map, int item) {
        return below(map, new Item(item));
    }

    public static String anyItem(String map) {
        return below(map, new AnyItem());
    }

    /// The segments from the top; nothing when the text is no path.
    public static Optional<List<Segment>> parse(String path) {
        return path.length() > LONGEST ? Optional.empty() : new PathReader(path).segments();
    }

    public static String of(List<Segment> segments) {
        return segments.stream().map(Paths::text).collect(Collectors.joining("."));
    }

    /// The path of the container around this step; nothing for what stands at the top.
    public static Optional<String> parent(String path) {
        return parse(path)
                .filter(segments -> segments.size() > 1)
                .map(segments -> of(segments.subList(0, segments.size() - 1)));
    }

    /// The same path with `*` for every item, turn, and step of a graph, whose copies are one: the
    /// step's place in the drawing.
    public static String pattern(String path) {
        return parse(path).map(segments -> of(any(segments))).orElse(path);
    }

    private static List<Segment> any(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> !(segment instanceof Segment.Copy))
                .map(Paths::any)
                .toList();
    }

    private static Segment any(Segment segment) {
        if (segment instanceof Segment.Node node) {
            return new AnyNode(node.name());
        }
        if (segment instanceof Segment.Turn) {
            return new Segment.AnyTurn();
        }
        return segment instanceof Item ? new AnyItem() : segment;
    }

    private static String text(Segment segment) {
        return switch (segment) {
            case Segment.Body _ -> BODY;
            case Segment.Place(int place) -> String.valueOf(place);
            case Segment.Member(String key) -> "g." + key;
            case Item(int item) -> "m." + item;
            case AnyItem _ -> "m.*";
            case Segment.Node(int step, String name) -> "n." + step + "." + name;
            case AnyNode(String name) -> "n.*." + name;
            case Segment.Copy(int copy) -> "c." + copy;
            case Segment.Interrupt _ -> "i";
            case Segment.Update _ -> "u";
            case Segment.Turn(int turn) -> "l." + turn;
            case Segment.AnyTurn _ -> "l.*";
            case Segment.Branch(int branch) -> "s." + branch;
            case Segment.Tried _ -> "try";
            case Segment.Caught(int place) -> "catch." + place;
            case Segment.Last _ -> "finally";
            case Segment.OnSuccess(int place) -> "ok." + place;
            case Segment.OnError(int place) -> "err." + place;
            case Segment.OnTimeout _ -> "timeout";
            case Segment.Undo _ -> "undo";
            case Segment.Replaced _ -> "r";
        };
    }
}
