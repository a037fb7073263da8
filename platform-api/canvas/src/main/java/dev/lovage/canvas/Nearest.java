package dev.lovage.canvas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the known names that someone may have meant by an unknown one.
public final class Nearest {
    private static final int MOST = 3;
    private static final int LONGEST = 200;

    private Nearest() {}

    /// Up to three of `known` that are a few typing errors away from `name`, the nearest first.
    public static List<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        record Candidate(String name, int distance) {}
        var allowed = Math.max(1, name.length() / 3);
        return known.stream()
                .distinct()
                .filter(other -> Math.abs(other.length() - name.length()) <= allowed)
                .map(other -> new Candidate(other, distance(lower(name), lower(other))))
                .filter(candidate -> candidate.distance <= allowed)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /// ` Did you mean a, b or c?` with the space before it, or nothing when no name is near.
    public static String hint(String name, Collection<String> known) {
        var near = to(name, known).stream().map(other -> "`" + other + "`").toList();
        if (near.isEmpty()) {
            return "";
        }
        var last = near.getLast();
        var others = near.subList(0, near.size() - 1).stream().collect(Collectors.joining(", "));
        return " Did you mean " + (others.isEmpty() ? last : others + " or " + last) + "?";
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
    private static int distance(String one, String other) {
        var table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, one, other, i, j);
            }
        }
        return table[one.length()][other.length()];
    }

    private static int cheapest(int[][] table, String one, String other, int i, int j) {
        var replaced = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        var best =
                Math.min(
                        Math.min(table[i - 1][j], table[i][j - 1]) + 1,
                        table[i - 1][j - 1] + replaced);
        var swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
