package dev.lovage.console.run;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The place of a step in its run. Numbers in it compare as numbers, so item 2 comes before item
/// 10; what a step is made of comes before what belongs to it.
record StepPath(String text) implements Comparable<StepPath> {
    private static final List<String> LATE =
            List.of("timeout", "try", "catch", "finally", "ok", "err", "undo");

    /// One step down.
    ///
    /// @param text as it is written
    /// @param pattern the same for every item, turn and copy
    /// @param turn which time: of the turns of a loop, of the steps of a graph, of items
    record Part(String text, String pattern, @Nullable Integer turn) {
        private static final String ANY = "*";

        /// A turn of a loop, or a step of a graph.
        boolean repeats() {
            return turn != null && (text.startsWith("l.") || text.startsWith("n."));
        }

        /// A node of a graph.
        boolean ofGraph() {
            return text.startsWith("n.");
        }

        boolean ofMap() {
            return turn != null && text.startsWith("m.");
        }

        private static Part plain(List<String> words) {
            var text = String.join(".", words);
            return new Part(text, text, null);
        }

        /// The second word counts; the third, where there is one, names a node.
        private static Part counted(List<String> words) {
            var count = words.size() < 2 ? ANY : words.get(1);
            var rest = words.size() > 2 ? "." + words.get(2) : "";
            return new Part(
                    String.join(".", words),
                    words.getFirst() + "." + ANY + rest,
                    number(count) ? Integer.valueOf(count) : null);
        }

        /// The third copy of a node of a graph is drawn as the node, and so is its update.
        private static Part hidden(List<String> words) {
            return new Part(String.join(".", words), "", null);
        }

        private boolean ofNode() {
            return ofGraph() || pattern.isEmpty();
        }
    }

    /// From the top.
    List<Part> parts() {
        var words = List.of(text.split("\\.", -1));
        List<Part> parts = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            int length = Math.min(length(words.get(i), parts), words.size() - i);
            parts.add(part(words.subList(i, i + length), parts));
            i += length;
        }
        return parts;
    }

    private static int length(String word, List<Part> before) {
        return switch (word) {
            case "g", "s", "catch", "ok", "err", "m", "l" -> 2;
            case "n" -> 3;
            case "c" -> ofNode(before) ? 2 : 1;
            default -> 1;
        };
    }

    private static boolean ofNode(List<Part> before) {
        return !before.isEmpty() && before.getLast().ofNode();
    }

    private static Part part(List<String> words, List<Part> before) {
        return switch (words.getFirst()) {
            case "m", "l", "n" -> Part.counted(words);
            case "c", "u" -> ofNode(before) ? Part.hidden(words) : Part.plain(words);
            default -> Part.plain(words);
        };
    }

    /// It is the update of a node of a graph, and not the node.
    boolean asides() {
        var last = parts().getLast();
        return last.pattern().isEmpty() && !last.text().startsWith("c.");
    }

    /// The node of the graph that stands for it: every item of a map is one node.
    String node() {
        return parts().stream()
                .map(Part::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .collect(Collectors.joining("."));
    }

    /// It stands for many steps.
    boolean many() {
        return text.contains("*");
    }

    @Override
    public int compareTo(StepPath other) {
        var mine = text.split("\\.", -1);
        var theirs = other.text.split("\\.", -1);
        return IntStream.range(0, Math.min(mine.length, theirs.length))
                .map(i -> segment(mine[i], theirs[i]))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElseGet(() -> Integer.compare(mine.length, theirs.length));
    }

    private static int segment(String one, String other) {
        int late = Integer.compare(LATE.indexOf(one), LATE.indexOf(other));
        if (late != 0) {
            return late;
        }
        boolean numbers = number(one) && number(other);
        return numbers && one.length() != other.length()
                ? Integer.compare(one.length(), other.length())
                : one.compareTo(other);
    }

    private static boolean number(String segment) {
        return !segment.isEmpty()
                && segment.length() < 10
                && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
