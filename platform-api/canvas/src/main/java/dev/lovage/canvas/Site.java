package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where in a definition the reading is, and what an expression there can see besides steps.
///
/// @param trail the way here from the top, where the body comes first and the output second
/// @param prev whether there is a value before
/// @param bound names that the maps around bind
record Site(String pointer, List<Segment> trail, int depth, boolean prev, Set<String> bound) {
    Site {
        trail = List.copyOf(trail);
        bound = Set.copyOf(bound);
    }

    static Site body(String pointer) {
        return new Site(pointer, List.of(new Segment.Place(0)), 1, false, Set.of());
    }

    /// After the body: sees all of it.
    static Site output(String pointer) {
        return new Site(pointer, List.of(new Segment.Place(1)), 1, true, Set.of());
    }

    Site place(String at, int place) {
        return below(at, new Segment.Place(place), prev || place > 0, bound);
    }

    Site member(String at, String key) {
        return below(at, new Segment.Member(key), prev, bound);
    }

    Site item(String at, Set<String> names) {
        var all = new HashSet<>(bound);
        all.addAll(names);
        return below(at, new Segment.AnyItem(), true, all);
    }

    private Site below(String at, Segment segment, boolean hasPrev, Set<String> names) {
        var longer = new ArrayList<>(trail);
        longer.add(segment);
        return new Site(at, longer, depth + 1, hasPrev, names);
    }
}
