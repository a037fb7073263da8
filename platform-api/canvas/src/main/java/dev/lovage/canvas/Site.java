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
/// @param bound names that are known only in places: those that maps and loops bind, `result`,
///   `error`
/// @param undone whether a `try` around runs what undoes this
record Site(
        String pointer,
        List<Segment> trail,
        int depth,
        boolean prev,
        Set<String> bound,
        boolean undone) {

    Site {
        trail = List.copyOf(trail);
        bound = Set.copyOf(bound);
    }

    static Site body(String pointer) {
        return top(pointer, List.of(new Segment.Place(0)), 1, false);
    }

    /// After the body: sees all of it.
    static Site output(String pointer) {
        return top(pointer, List.of(new Segment.Place(1)), 1, true);
    }

    /// Around the body: what belongs to the definition itself stands inside.
    static Site definition() {
        return top(Pointer.ROOT, List.of(), 0, false);
    }

    private static Site top(String pointer, List<Segment> trail, int depth, boolean prev) {
        return new Site(pointer, trail, depth, prev, Set.of(), false);
    }

    Site place(String at, int place, boolean hasPrev) {
        return below(at, new Segment.Place(place), hasPrev, bound, undone);
    }

    Site member(String at, String key) {
        return below(at, new Segment.Member(key), prev, bound, undone);
    }

    Site item(String at, Set<String> names) {
        return below(at, new Segment.AnyItem(), true, with(names), undone);
    }

    /// The body of a loop: in its first turn it gets the same value as the loop does.
    Site turn(String at, Set<String> names) {
        return below(at, new Segment.AnyTurn(), prev, with(names), undone);
    }

    /// The condition of a loop: sees the value of a turn, but nothing in it.
    Site condition(String at, Set<String> names, boolean hasPrev) {
        return below(at, new Segment.Turn(0), hasPrev, with(names), undone);
    }

    /// What gets the same value as the container does.
    Site inside(String at, Segment segment) {
        return below(at, segment, prev, bound, undone);
    }

    /// A node of a graph, which gets no value.
    Site node(String at, String name) {
        return below(at, new Segment.AnyNode(name), false, with(Set.of("state", "arg")), undone);
    }

    /// The same place, where these are seen too.
    Site seeing(String name) {
        return new Site(pointer, trail, depth, prev, with(Set.of(name)), undone);
    }

    /// What stands in a graph beside its nodes: sees these names, and no value before.
    Site graph(Set<String> names) {
        return new Site(pointer, trail, depth, false, with(names), undone);
    }

    /// The body of a try.
    Site tried(String at, boolean compensates) {
        return below(at, new Segment.Tried(), prev, bound, undone || compensates);
    }

    /// Gets the value of a step that went well, also as `result`; nothing undoes what stands here.
    Site succeeded() {
        return new Site(pointer, trail, depth, true, with(Set.of("result")), false);
    }

    /// Gets the error of a step, and no value; nothing undoes what stands here.
    Site failed() {
        return new Site(pointer, trail, depth, false, with(Set.of("error")), false);
    }

    /// Gets the error of a try, and no value.
    Site caught() {
        return new Site(pointer, trail, depth, false, with(Set.of("error")), undone);
    }

    /// Gets no value.
    Site alone() {
        return new Site(pointer, trail, depth, false, bound, undone);
    }

    private Set<String> with(Set<String> names) {
        var all = new HashSet<>(bound);
        all.addAll(names);
        return all;
    }

    private Site below(
            String at, Segment segment, boolean hasPrev, Set<String> names, boolean isUndone) {
        var longer = new ArrayList<>(trail);
        longer.add(segment);
        return new Site(at, longer, depth + 1, hasPrev, names, isUndone);
    }
}
