package dev.lovage.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A range of sorted paths, both ends in it: stable when files outside of it come and go.
record Page(String first, String last, int files) {
    /// The order of `sort` in the C locale.
    static final Comparator<String> ORDER =
            Comparator.comparing(
                    path -> path.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private static final int MOST_FILES = 200;
    private static final int MOST_CHARACTERS = 60_000;

    /// Pages whose paths fit into one value each.
    static List<Page> divide(List<String> paths) {
        var pages = new ArrayList<Page>();
        var start = 0;
        var characters = 0;
        for (var i = 0; i < paths.size(); i++) {
            characters += paths.get(i).length();
            if (i + 1 == paths.size()
                    || i + 1 - start == MOST_FILES
                    || characters + paths.get(i + 1).length() > MOST_CHARACTERS) {
                pages.add(new Page(paths.get(start), paths.get(i), i + 1 - start));
                start = i + 1;
                characters = 0;
            }
        }
        return pages;
    }

    boolean holds(String path) {
        return ORDER.compare(first, path) <= 0 && ORDER.compare(path, last) <= 0;
    }
}
