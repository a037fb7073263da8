package dev.lovage.console.run;

import java.util.regex.Pattern;

/// The place of a step in its run. Numbers in it compare as numbers, so item 2 comes before item
/// 10.
record StepPath(String text) implements Comparable<StepPath> {
    private static final Pattern ITEM = Pattern.compile("(?<=\\.m)\\.\\d+(?=\\.|$)");

    /// The node of the graph that stands for it: every item of a map is one node.
    String node() {
        return ITEM.matcher(text).replaceAll(".*");
    }

    /// It stands for many steps.
    boolean many() {
        return text.contains("*");
    }

    @Override
    public int compareTo(StepPath other) {
        var mine = text.split("\\.", -1);
        var theirs = other.text.split("\\.", -1);
        for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
            int difference = segment(mine[i], theirs[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(mine.length, theirs.length);
    }

    private static int segment(String one, String other) {
        boolean numbers = number(one) && number(other);
        return numbers && one.length() != other.length()
                ? Integer.compare(one.length(), other.length())
                : one.compareTo(other);
    }

    private static boolean number(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
