package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.RunInput.Mail;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Program.Before;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What of a run is done, as far as it has to be known where it goes on in a new history: how steps
/// ended, which containers have begun, where loops stand.
///
/// Of a container that has ended its outcome is enough, unless others see into it. What was done in
/// another run is known as well, until the step that it is of is taken.
final class Memory {
    private final Map<String, Outcome> others;
    private final NavigableMap<String, Outcome> done;
    private final Map<String, Instant> open = new LinkedHashMap<>();
    private final Map<String, Object> turns;
    private final Set<String> goingOn;
    private final Map<String, Instant> begun;
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, Instant> ready;
    private final NavigableSet<String> over;

    Memory(Before before) {
        this.others = new HashMap<>(before.others());
        this.done = new TreeMap<>(before.done());
        this.begun = before.open();
        this.turns = new LinkedHashMap<>(before.turns());
        this.goingOn = new HashSet<>(turns.keySet());
        begun.keySet().forEach(path -> ranks.put(path, ranks.size()));
        this.ready = new LinkedHashMap<>(before.ready());
        this.over = new TreeSet<>(before.over());
    }

    /// How this step ended in a history before; nothing when it did not.
    @Nullable Outcome ended(String path) {
        return done.get(path);
    }

    /// How this step ended in another run: from here on it is one of this run.
    @Nullable Outcome takeOver(String path) {
        return others.isEmpty() ? null : others.remove(path);
    }

    /// Whether this container, wait or await began in a history before.
    boolean hasBegun(String path) {
        return begun.containsKey(path);
    }

    /// Whether this container ended in a history before, and is walked through once more.
    boolean isOver(String path) {
        return over.contains(path);
    }

    /// Its place among all that went on from the history before; those that began here come last.
    int rank(String path) {
        return ranks.getOrDefault(path, Integer.MAX_VALUE);
    }

    /// Since when a step waits for the time of its start; nothing when it does not.
    @Nullable Instant readyAt(String path) {
        return ready.get(path);
    }

    /// A step waits for the time of its start.
    void waits(String path, Instant readyAt) {
        ready.put(path, readyAt);
    }

    /// The time of its start has come.
    void starts(String path) {
        ready.remove(path);
    }

    /// A container, wait or await begins, or goes on.
    ///
    /// @param until when it must have ended; [Instant#MAX] for never
    /// @return the same, or what was said when it began
    Instant begins(String path, Instant until) {
        var limit = begun.getOrDefault(path, until);
        open.put(path, limit);
        return limit;
    }

    /// A step has ended.
    ///
    /// @param undoable whether somebody notes how to undo what is done in it, step by step
    void ended(Canvas node, String path, Outcome outcome, boolean undoable) {
        open.remove(path);
        ready.remove(path);
        boolean seenInto =
                (undoable && holds(node, path) && hasDoneIn(path))
                        || (hasNamesIn(node) && isInOthersSight(path));
        if (outcome instanceof Failed || outcome.equals(Passed.SKIPPED) || !seenInto) {
            turns.remove(path);
            clear(path);
            over.remove(path);
            done.put(path, outcome);
        } else {
            over.add(path);
        }
    }

    /// Whether other steps stand in it, so that it can be walked through.
    private boolean holds(Canvas node, String path) {
        return switch (node) {
            case Canvas.Call _ -> replaced(path) != null;
            case Canvas.Await await -> await.onTimeout() != null;
            case Canvas.Value _, Canvas.Wait _, Canvas.Flow _ -> false;
            case Chain _,
                    Group _,
                    Canvas.Each _,
                    Canvas.Switch _,
                    Canvas.Loop _,
                    Canvas.Graph _,
                    Canvas.Try _ ->
                    true;
        };
    }

    /// What stands in it is no longer of interest.
    private void clear(String path) {
        in(path).forEach(range -> range.clear());
        over.subSet(path + ".", path + ".c.").clear();
        over.subSet(path + ".c/", path + "/").clear();
    }

    private boolean hasDoneIn(String path) {
        return in(path).anyMatch(range -> !range.isEmpty());
    }

    /// What stands in a step, but for the copies of a node of a graph and what is asked before it:
    /// these are steps beside it. `/` comes right after `.`.
    private Stream<Map<String, Outcome>> in(String path) {
        return Stream.of(
                done.subMap(path + ".", path + ".c."),
                done.subMap(path + ".c/", path + ".i"),
                done.subMap(path + ".i.", path + "/"));
    }

    /// Whether steps in it have ids: what follows a chain or a group sees those.
    private static boolean hasNamesIn(Canvas node) {
        if (node instanceof Chain chain) {
            return chain.members().stream().anyMatch(Memory::isNamed);
        }
        return node instanceof Group group
                && group.members().values().stream().anyMatch(Memory::isNamed);
    }

    private static boolean isNamed(Canvas node) {
        return node.traits().id() != null || hasNamesIn(node);
    }

    /// What stands in a map, a switch, a try is not seen outside of it.
    private static boolean isInOthersSight(String path) {
        var last = Paths.parse(path).map(List::getLast).orElseThrow();
        return last instanceof Segment.Body
                || last instanceof Segment.Place
                || last instanceof Segment.Member;
    }

    /// A step has a value, so nobody asks for that of the step before it any more, but by its id or
    /// to undo it.
    void forget(Canvas node, String path, String next) {
        if (node.traits().id() == null
                && node.traits().undo() == null
                && done.get(path) instanceof Done
                && done.get(next) instanceof Done) {
            done.put(path, Passed.THROUGH);
        }
    }

    /// Where a loop stands, in a form of its own; nothing when it begins.
    @Nullable Object turn(String path) {
        return turns.get(path);
    }

    /// A loop stands here now; what was done in the turn before is no longer of interest. Only
    /// where it goes on, what is done is of the same turn.
    void turns(String path, Object state) {
        if (!goingOn.remove(path)) {
            clear(path);
        }
        turns.put(path, state);
    }

    /// The canvas that runs in the place of this call; nothing when none does.
    @Nullable Object replaced(String path) {
        return turns.get(path);
    }

    /// This canvas runs in the place of a call.
    void replaces(String path, Object canvas) {
        turns.put(path, canvas);
    }

    /// What there is to take along.
    Before kept(Mail mail) {
        var needed = new LinkedHashMap<String, Outcome>();
        var within = "";
        for (var step : done.entrySet()) {
            boolean beside =
                    step.getKey().startsWith(within + "c.")
                            || step.getKey().equals(within + "i")
                            || step.getKey().equals(within + "u");
            if (within.isEmpty() || beside || !step.getKey().startsWith(within)) {
                needed.put(step.getKey(), step.getValue());
                within = step.getKey() + ".";
            }
        }
        return new Before(others, needed, inOrder(), turns, ready, over, mail);
    }

    /// What has begun, the first of it first.
    private Map<String, Instant> inOrder() {
        var ordered = new LinkedHashMap<String, Instant>();
        open.keySet().stream()
                .sorted(Comparator.comparingInt(this::rank))
                .forEach(path -> ordered.put(path, requireNonNull(open.get(path))));
        return ordered;
    }
}
