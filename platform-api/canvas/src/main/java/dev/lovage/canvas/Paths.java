package dev.lovage.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The path of a step: its key within a run, equal in every run of one revision.
///
/// Begins at the body, `do`; then a segment for each container on the way down: `.1` the second
/// place in a chain, `.g.3` or `.g.name` a member of a group, `.m.17` an item of a map. Places
/// count from zero. In a pattern `.m.*` stands for any item.
public final class Paths {
    public static final String BODY = "do";

    private static final String GROUP = "g";
    private static final String MAP = "m";
    private static final String ANY = "*";
    private static final int LONGEST = 2_000;

    private Paths() {}

    /// One step down from a container to what stands in it.
    public sealed interface Segment {
        /// A place in a chain.
        record Place(int place) implements Segment {}

        /// A member of a group: its place, or its name.
        record Member(String key) implements Segment {}

        /// An item of a map.
        record Item(int item) implements Segment {}

        /// Any item of a map: only in patterns.
        record AnyItem() implements Segment {}
    }

    public static String place(String chain, int place) {
        return chain + "." + place;
    }

    public static String member(String group, String key) {
        return group + "." + GROUP + "." + key;
    }

    public static String item(String map, int item) {
        return map + "." + MAP + "." + item;
    }

    public static String anyItem(String map) {
        return map + "." + MAP + "." + ANY;
    }

    /// The segments below the body; nothing when the text is no path.
    public static Optional<List<Segment>> parse(String path) {
        var words = path.split("\\.", -1);
        if (!words[0].equals(BODY) || path.length() > LONGEST) {
            return Optional.empty();
        }
        var segments = new ArrayList<Segment>();
        int i = 1;
        while (i < words.length) {
            var marked = words[i].equals(GROUP) || words[i].equals(MAP);
            if (marked && i + 1 == words.length) {
                return Optional.empty();
            }
            var segment = marked ? marked(words[i], words[i + 1]) : chained(words[i]);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
            i += marked ? 2 : 1;
        }
        return Optional.of(List.copyOf(segments));
    }

    public static String of(List<Segment> segments) {
        return segments.stream().map(Paths::text).collect(Collectors.joining("", BODY, ""));
    }

    /// The path of the container around this step; nothing for the body itself.
    public static Optional<String> parent(String path) {
        return parse(path)
                .filter(segments -> !segments.isEmpty())
                .map(segments -> of(segments.subList(0, segments.size() - 1)));
    }

    /// The same path with `*` for every item: the step's place in the drawing.
    public static String pattern(String path) {
        return parse(path)
                .map(segments ->
                        of(
                                segments.stream()
                                        .map(s ->
                                                s instanceof Segment.Item
                                                        ? new Segment.AnyItem()
                                                        : s)
                                        .toList()))
                .orElse(path);
    }

    private static String text(Segment segment) {
        return switch (segment) {
            case Segment.Place place -> place("", place.place());
            case Segment.Member member -> member("", member.key());
            case Segment.Item item -> item("", item.item());
            case Segment.AnyItem _ -> anyItem("");
        };
    }

    private static Optional<Segment> chained(String word) {
        return number(word).map(Segment.Place::new);
    }

    private static Optional<Segment> marked(String marker, String word) {
        if (marker.equals(GROUP)) {
            return number(word).isPresent() || Names.STEP.admits(word)
                    ? Optional.of(new Segment.Member(word))
                    : Optional.empty();
        }
        return word.equals(ANY)
                ? Optional.of(new Segment.AnyItem())
                : number(word).map(Segment.Item::new);
    }

    private static Optional<Integer> number(String word) {
        return word.matches("0|[1-9][0-9]{0,8}")
                ? Optional.of(Integer.parseInt(word))
                : Optional.empty();
    }
}
