package dev.lovage.console.run;

import dev.lovage.console.run.StepPath.Part;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which turn of each loop, and which step of each graph, is looked at: the one that a person
/// chose, or else the latest. A graph shows of each node how it stood by then.
final class Turns {
    private final Map<String, Integer> chosen;

    /// Turns that there are, by what repeats; of a graph also those of each node.
    private final Map<String, TreeSet<Integer>> known = new HashMap<>();

    /// A place that is looked at.
    record Span(int shown, int first, int last) {}

    /// @param chosen by the node that repeats
    Turns(List<StepRow> steps, Map<String, Integer> chosen) {
        this.chosen = Map.copyOf(chosen);
        steps.forEach(step -> note(step.path()));
    }

    private void note(StepPath path) {
        var above = new StringBuilder();
        for (var part : path.parts()) {
            var turn = part.turn();
            if (part.repeats() && turn != null) {
                known.computeIfAbsent(above.toString(), _ -> new TreeSet<>()).add(turn);
                if (part.ofGraph()) {
                    known.computeIfAbsent(above + part.pattern(), _ -> new TreeSet<>()).add(turn);
                }
            }
            above.append(part.text()).append('.');
        }
    }

    /// Whether the step belongs to what is looked at.
    boolean show(StepPath path) {
        var above = new StringBuilder();
        for (var part : path.parts()) {
            if (part.repeats() && !shows(above.toString(), part)) {
                return false;
            }
            above.append(part.text()).append('.');
        }
        return true;
    }

    private boolean shows(String above, Part part) {
        var limit = limit(above);
        var turns = known.get(part.ofGraph() ? above + part.pattern() : above);
        var seen = turns == null || limit == null ? null : turns.floor(limit);
        return seen != null && seen.equals(part.turn());
    }

    private @Nullable Integer limit(String above) {
        var turns = known.get(above);
        if (turns == null) {
            return null;
        }
        var container = above.isEmpty() ? "" : above.substring(0, above.length() - 1);
        var wanted = chosen.get(new StepPath(container).node());
        return wanted == null ? turns.last() : Math.max(turns.first(), wanted);
    }

    /// What is looked at of the container at this path.
    @Nullable Span of(StepPath container) {
        var above = container.text() + ".";
        var turns = known.get(above);
        var limit = limit(above);
        return turns == null || limit == null
                ? null
                : new Span(Math.min(limit, turns.last()), turns.first(), turns.last());
    }
}
