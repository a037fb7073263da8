package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment.AnyItem;
import dev.lovage.canvas.Paths.Segment.AnyNode;
import dev.lovage.canvas.Paths.Segment.Item;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The path of a step: its key within a run, equal in every run of one revision.
///
/// Segments with dots between, from the top: the body `do`, or a callback or the `finally` of the
/// definition itself; then one for each container on the way down. Places count from zero. In a
/// pattern `m.*` stands for any item, `l.*` for any turn.
public final class Paths {
    public static final String BODY = "do";

    private static final int LONGEST = 2_000;
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

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
        var words = List.of(path.split("\\.", -1));
        if (path.length() > LONGEST) {
            return Optional.empty();
        }
        var segments = new ArrayList<Segment>();
        int i = 0;
        while (i < words.size()) {
            var next = i + 1 < words.size() ? words.get(i + 1) : "";
            var segment =
                    words.get(i).equals("n") && i + 2 < words.size()
                            ? node(next, words.get(i + 2))
                            : segment(words.get(i), next);
            if (segment == null || !mayStand(segment, i == 0)) {
                return Optional.empty();
            }
            segments.add(segment);
            i += 1 + (int) text(segment).chars().filter(each -> each == '.').count();
        }
        return Optional.of(List.copyOf(segments));
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

    private static boolean mayStand(Segment segment, boolean atTop) {
        return switch (segment) {
            case Segment.Body _ -> atTop;
            case Segment.Last _, Segment.OnSuccess _, Segment.OnError _ -> true;
            case Segment.Place _,
                    Segment.Member _,
                    Item _,
                    AnyItem _,
                    Segment.Node _,
                    AnyNode _,
                    Segment.Copy _,
                    Segment.Interrupt _,
                    Segment.Update _,
                    Segment.Turn _,
                    Segment.AnyTurn _,
                    Segment.Branch _,
                    Segment.Tried _,
                    Segment.Caught _,
                    Segment.OnTimeout _,
                    Segment.Undo _,
                    Segment.Replaced _ ->
                    !atTop;
        };
    }

    private static @Nullable Segment segment(String word, String next) {
        return switch (word) {
            case BODY -> new Segment.Body();
            case "try" -> new Segment.Tried();
            case "finally" -> new Segment.Last();
            case "timeout" -> new Segment.OnTimeout();
            case "undo" -> new Segment.Undo();
            case "r" -> new Segment.Replaced();
            case "g" ->
                    number(next) >= 0 || Names.STEP.admits(next) ? new Segment.Member(next) : null;
            case "m" ->
                    next.equals("*")
                            ? new AnyItem()
                            : number(next) < 0 ? null : new Item(number(next));
            case "i" -> new Segment.Interrupt();
            case "u" -> new Segment.Update();
            case "c" -> number(next) < 0 ? null : new Segment.Copy(number(next));
            case "l" ->
                    next.equals("*")
                            ? new Segment.AnyTurn()
                            : number(next) < 0 ? null : new Segment.Turn(number(next));
            case "s" -> number(next) < 0 ? null : new Segment.Branch(number(next));
            case "catch" -> number(next) < 0 ? null : new Segment.Caught(number(next));
            case "ok" -> number(next) < 0 ? null : new Segment.OnSuccess(number(next));
            case "err" -> number(next) < 0 ? null : new Segment.OnError(number(next));
            default -> number(word) < 0 ? null : new Segment.Place(number(word));
        };
    }

    private static @Nullable Segment node(String step, String name) {
        if (!Names.STEP.admits(name)) {
            return null;
        }
        return step.equals("*")
                ? new AnyNode(name)
                : number(step) < 0 ? null : new Segment.Node(number(step), name);
    }

    private static int number(String word) {
        return NUMBER.matcher(word).matches() ? Integer.parseInt(word) : -1;
    }
}
