package dev.lovage.canvas;

import java.util.HashSet;
import java.util.Set;

/// Where in a canvas the reading is, and what an expression there can see besides steps.
///
/// @param path of the node, as a pattern
/// @param prev whether there is a value before
/// @param bound names that the maps around bind
record Site(String pointer, String path, int depth, boolean prev, Set<String> bound) {
    private static final int AFTER_ALL = 999_999_999;

    Site {
        bound = Set.copyOf(bound);
    }

    static Site body(String pointer) {
        return new Site(pointer, Paths.BODY, 1, false, Set.of());
    }

    /// After the body: sees all of it.
    static Site output(String pointer) {
        return new Site(pointer, Paths.place(Paths.BODY, AFTER_ALL), 1, true, Set.of());
    }

    Site place(String at, int place) {
        return new Site(at, Paths.place(path, place), depth + 1, prev || place > 0, bound);
    }

    Site member(String at, String key) {
        return new Site(at, Paths.member(path, key), depth + 1, prev, bound);
    }

    Site item(String at, Set<String> names) {
        var all = new HashSet<>(bound);
        all.addAll(names);
        return new Site(at, Paths.anyItem(path), depth + 1, true, all);
    }
}
