package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Reads the text of a path, word by word: a segment is a word, or a word and what it is about.
final class PathReader {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final List<String> words;
    private int at;

    PathReader(String path) {
        words = List.of(path.split("\\.", -1));
    }

    /// From the top; nothing when the text is no path.
    Optional<List<Segment>> segments() {
        var segments = new ArrayList<Segment>();
        while (at < words.size()) {
            var segment = segment();
            if (segment == null || !mayStand(segment, segments.isEmpty())) {
                return Optional.empty();
            }
            segments.add(segment);
        }
        return Optional.of(List.copyOf(segments));
    }

    private @Nullable Segment segment() {
        var word = next();
        return switch (word) {
            case Paths.BODY -> new Segment.Body();
            case "try" -> new Segment.Tried();
            case "finally" -> new Segment.Last();
            case "timeout" -> new Segment.OnTimeout();
            case "undo" -> new Segment.Undo();
            case "r" -> new Segment.Replaced();
            case "i" -> new Segment.Interrupt();
            case "u" -> new Segment.Update();
            case "g" -> member(next());
            case "n" -> node(next(), next());
            case "m" -> numbered(next(), Segment.Item::new, new Segment.AnyItem());
            case "l" -> numbered(next(), Segment.Turn::new, new Segment.AnyTurn());
            case "c" -> numbered(next(), Segment.Copy::new, null);
            case "s" -> numbered(next(), Segment.Branch::new, null);
            case "catch" -> numbered(next(), Segment.Caught::new, null);
            case "ok" -> numbered(next(), Segment.OnSuccess::new, null);
            case "err" -> numbered(next(), Segment.OnError::new, null);
            default -> numbered(word, Segment.Place::new, null);
        };
    }

    /// Empty behind the last one, which is nobody's name and no number.
    private String next() {
        return at < words.size() ? words.get(at++) : "";
    }

    private static @Nullable Segment member(String key) {
        return isNumber(key) || Names.STEP.admits(key) ? new Segment.Member(key) : null;
    }

    private static @Nullable Segment node(String step, String name) {
        return Names.STEP.admits(name)
                ? numbered(
                        step, number -> new Segment.Node(number, name), new Segment.AnyNode(name))
                : null;
    }

    /// @param any what `*` stands for; absent where there is no such pattern
    private static @Nullable Segment numbered(
            String word, IntFunction<Segment> numbered, @Nullable Segment any) {
        if (word.equals("*")) {
            return any;
        }
        return isNumber(word) ? numbered.apply(Integer.parseInt(word)) : null;
    }

    private static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    private static boolean mayStand(Segment segment, boolean atTop) {
        return switch (segment) {
            case Segment.Body _ -> atTop;
            case Segment.Last _, Segment.OnSuccess _, Segment.OnError _ -> true;
            case Segment.Place _,
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
                    Segment.Branch _,
                    Segment.Tried _,
                    Segment.Caught _,
                    Segment.OnTimeout _,
                    Segment.Undo _,
                    Segment.Replaced _ ->
                    !atTop;
        };
    }
}
