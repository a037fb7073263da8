package dev.lovage.chaos.check;

import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Shown;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I3, I6 and I15: the rows are true, only grow, and come of the events alone.
final class States {
    private static final Comparator<Shown> GROWTH =
            Comparator.comparingInt(Shown::generation)
                    .thenComparingLong(Shown::epoch)
                    .thenComparingLong(Shown::seq);

    private States() {}

    static Stream<Finding> asDescribed(World world) {
        var rows = byRun(world.shown());
        var known = byRun(world.temporal(), Described::run);
        var wrong =
                world.temporal().stream()
                        .flatMap(one -> differs(one.run(), one.state(), rows.get(one.run())));
        var deleted = world.driven().deleted();
        var invented =
                world.shown().stream()
                        .filter(row -> !known.containsKey(row.run()))
                        .filter(row -> !deleted.contains(row.run()) || !row.state().ended())
                        .map(row -> new Finding(row.run(), "is shown, and Temporal has none"));
        return Stream.concat(wrong, invented);
    }

    private static Stream<Finding> differs(String run, RunState state, @Nullable Shown row) {
        if (row == null) {
            return Stream.of(new Finding(run, "is " + state + ", and not shown"));
        }
        var right = state.ended() ? row.state() == state : !row.state().ended();
        return right
                ? Stream.of()
                : Stream.of(new Finding(run, "is " + state + ", shown as " + row.state()));
    }

    static Stream<Finding> growing(World world) {
        var seen = new HashMap<String, Shown>();
        var findings = new ArrayList<Finding>();
        for (var row : world.watched()) {
            var before = seen.put(row.run(), row);
            if (before != null && shrinks(before, row)) {
                findings.add(new Finding(row.run(), "was " + before + " and became " + row));
            }
        }
        return findings.stream();
    }

    private static boolean shrinks(Shown before, Shown now) {
        var reopened =
                before.state().ended()
                        && now.state() != before.state()
                        && now.generation() == before.generation();
        return reopened || GROWTH.compare(before, now) > 0;
    }

    static Stream<Finding> toldAgain(World world) {
        var folded = new HashMap<String, Fold>();
        for (var told : world.events()) {
            var subject = told.event().subject();
            if (subject.part() == null) {
                folded.merge(subject.run(), Fold.of(told.event()), Fold::with);
            }
        }
        return world.shown().stream()
                .flatMap(row -> {
                    var fold = folded.get(row.run());
                    return fold != null && fold.state() == row.state()
                            ? Stream.of()
                            : Stream.of(
                                    new Finding(row.run(), "is " + row.state() + ", told " + fold));
                });
    }

    private static Map<String, Shown> byRun(List<Shown> rows) {
        return byRun(rows, Shown::run);
    }

    private static <T> Map<String, T> byRun(List<T> all, Function<T, String> run) {
        return all.stream().collect(Collectors.toMap(run, one -> one, (_, later) -> later));
    }

    /// What the events of a run come to, in whatever order and however often they are told.
    private record Fold(long epoch, long seq, RunState state) {
        static Fold of(RunEvent event) {
            var seq =
                    switch (event) {
                        case Started started -> started.seq();
                        case Changed changed -> changed.seq();
                        case Closed closed -> closed.seq();
                        case Confirmed _ -> 0;
                    };
            return new Fold(event.subject().epoch(), seq, event.status());
        }

        Fold with(Fold other) {
            if (epoch == other.epoch && state.ended() != other.state.ended()) {
                return state.ended() ? this : other;
            }
            var later = epoch == other.epoch ? other.seq > seq : other.epoch > epoch;
            return later ? other : this;
        }
    }
}
