package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Program.Before;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

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

    Memory(Before before) {
        this.others = new HashMap<>(before.others());
        this.done = new TreeMap<>(before.done());
        this.begun = before.open();
        this.turns = new LinkedHashMap<>(before.turns());
        this.goingOn = new HashSet<>(turns.keySet());
    }

    /// How this step ended in a history before; nothing when it did not.
    @Nullable Outcome ended(String path) {
        return done.get(path);
    }

    /// How this step ended in another run: from here on it is one of this run.
    @Nullable Outcome takeOver(String path) {
        return others.isEmpty() ? null : others.remove(path);
    }

    /// Whether this container began in a history before.
    boolean hasBegun(String path) {
        return begun.containsKey(path);
    }

    /// A container begins, or goes on.
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
        turns.remove(path);
        boolean seenInto =
                (undoable && hasDoneIn(path)) || (hasNamesIn(node) && isInOthersSight(path));
        if (outcome instanceof Failed || !seenInto) {
            before(path).clear();
            after(path).clear();
            done.put(path, outcome);
        }
    }

    private boolean hasDoneIn(String path) {
        return !before(path).isEmpty() || !after(path).isEmpty();
    }

    /// What stands in a step, up to the copies of a node of a graph: these are steps beside it.
    private Map<String, Outcome> before(String path) {
        return done.subMap(path + ".", path + ".c.");
    }

    /// What comes after those; `/` comes right after `.`.
    private Map<String, Outcome> after(String path) {
        return done.subMap(path + ".c/", path + "/");
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
            before(path).clear();
            after(path).clear();
        }
        turns.put(path, state);
    }

    /// What there is to take along.
    Before kept() {
        var needed = new LinkedHashMap<String, Outcome>();
        var within = "";
        for (var step : done.entrySet()) {
            boolean copy = step.getKey().startsWith(within + "c.");
            if (within.isEmpty() || copy || !step.getKey().startsWith(within)) {
                needed.put(step.getKey(), step.getValue());
                within = step.getKey() + ".";
            }
        }
        return new Before(others, needed, open, turns);
    }
}
