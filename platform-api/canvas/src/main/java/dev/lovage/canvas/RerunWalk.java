package dev.lovage.canvas;

import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Graph;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Canvas.Switch;
import dev.lovage.canvas.Canvas.Try;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.canvas.Rerun.Line;
import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Why;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.canvas.RunInput.How;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Goes through a canvas beside what a run of it has done.
final class RerunWalk {
    private final TreeMap<String, Past> past;
    private final Wish wish;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, Ended> steps = new LinkedHashMap<>();
    private long bytes;

    RerunWalk(Map<String, Past> past, Wish wish) {
        this.past = new TreeMap<>(past);
        this.wish = wish;
    }

    Plan plan(Definition definition) {
        var step = wish.step();
        if (step == null) {
            again(Paths.BODY, Why.ALL);
        } else {
            take(definition.body(), Paths.BODY);
        }
        last(definition.ending().last(), "");
        boolean reached = step == null || past.containsKey(step) || !below(step).isEmpty();
        return new Plan(true, reached, List.copyOf(lines.values()), steps);
    }

    /// Whether what follows has to run again.
    private boolean take(Canvas node, String path) {
        if (path.equals(wish.step())) {
            again(path, Why.CHOSEN);
            return wish.from() != null;
        }
        if (!isAround(path)) {
            var known = past.get(path);
            if (known instanceof Past.Skipped) {
                line(path, 1, 0, Why.SKIPPED);
                return false;
            }
            if (known instanceof Past.Kept(var ended) && isOneValue(node) && fits(ended)) {
                steps.put(path, ended);
                line(path, 1, 0, Why.DONE);
                return false;
            }
        }
        return inside(node, path);
    }

    /// Others see into a chain, and into a group in which none may have failed.
    private static boolean isOneValue(Canvas node) {
        return !(node instanceof Chain)
                && !(node instanceof Group group && group.fan().policy() != Canvas.Policy.COLLECT);
    }

    private boolean fits(Ended ended) {
        long more = ended.how() == How.DONE ? new JsonSize(Rerun.MAX_BYTES).of(ended.value()) : 0;
        if (bytes + more > Rerun.MAX_BYTES) {
            return false;
        }
        bytes += more;
        return true;
    }

    private boolean inside(Canvas node, String path) {
        return switch (node) {
            case Canvas.Call _, Canvas.Value _, Canvas.Wait _, Canvas.Flow _, Canvas.Await _ ->
                    again(path, why(path));
            case Chain chain -> chain(chain, path);
            case Group group -> group(group, path);
            case Each each -> each(each, path);
            case Switch it -> choice(it, path);
            case Canvas.Loop loop -> loop(loop, path);
            case Graph it -> graph(it.graph(), path);
            case Try it -> attempt(it, path);
        };
    }

    private boolean chain(Chain chain, String path) {
        boolean again = false;
        for (int i = 0; i < chain.members().size(); i++) {
            var member = Paths.place(path, i);
            again = again ? again(member, Why.FOLLOWS) : take(chain.members().get(i), member);
        }
        return again;
    }

    private boolean group(Group group, String path) {
        var container = open(path);
        boolean again = false;
        for (var member : group.members().entrySet()) {
            again |= take(member.getValue(), Paths.member(path, member.getKey()));
        }
        return closed(container, again);
    }

    private boolean each(Each each, String path) {
        if (wish.edited() && new Reading("input").in(each.items())) {
            return again(path, Why.INPUT);
        }
        var container = open(path);
        boolean again = false;
        for (int item : numbers(path, "m")) {
            again |= take(each.body(), Paths.item(path, item));
        }
        return closed(container, again);
    }

    private boolean choice(Switch node, String path) {
        var container = open(path);
        boolean again = false;
        for (int branch : numbers(path, "s")) {
            var taken = node.branches().get(branch).body();
            again |= take(taken, Paths.below(path, new Segment.Branch(branch)));
        }
        return closed(container, again);
    }

    /// Turn by turn.
    private boolean loop(Canvas.Loop loop, String path) {
        var container = open(path);
        boolean again = false;
        for (int turn : numbers(path, "l")) {
            var body = Paths.below(path, new Segment.Turn(turn));
            again = again ? again(body, Why.FOLLOWS) : take(loop.body(), body);
        }
        return closed(container, again);
    }

    /// Step by step: once a node runs again, so does every step after it.
    private boolean graph(StateGraph graph, String path) {
        var container = open(path);
        boolean again = false;
        for (int step : numbers(path, "n")) {
            boolean before = again;
            for (var turn : turns(path + ".n." + step)) {
                var name = turn.name();
                again |= before ? again(turn.path(), Why.FOLLOWS) : turn(graph, name, turn.path());
            }
        }
        return closed(container, again);
    }

    /// A node in a step of a graph, or one of its copies.
    private record Turn(String path, String name) {}

    private List<Turn> turns(String step) {
        var turns = new LinkedHashMap<String, Turn>();
        for (var each : below(step).keySet()) {
            var words = each.substring(step.length() + 1).split("\\.", 4);
            boolean copy = words.length > 2 && words[1].equals("c");
            var turn = step + "." + words[0] + (copy ? ".c." + words[2] : "");
            turns.put(turn, new Turn(turn, words[0]));
        }
        return List.copyOf(turns.values());
    }

    /// What it made of its value is used with it.
    private boolean turn(StateGraph graph, String name, String path) {
        var node = graph.nodes().get(name);
        boolean again = node == null || take(node.body(), path);
        var update = Paths.below(path, new Segment.Update());
        if (!again
                && !isAround(path)
                && past.get(update) instanceof Past.Kept(var ended)
                && fits(ended)) {
            steps.put(update, ended);
        }
        return again;
    }

    private boolean attempt(Try node, String path) {
        var container = open(path);
        var body = Paths.below(path, new Segment.Tried());
        boolean again = isUndone(body) ? again(body, Why.UNDONE) : take(node.body(), body);
        boolean lastAgain = last(node.last(), path);
        return closed(container, again || lastAgain);
    }

    private boolean last(@Nullable Canvas node, String path) {
        if (node == null) {
            return false;
        }
        var last = Paths.below(path, new Segment.Last());
        if (last.equals(wish.step()) || isAround(last)) {
            return take(node, last);
        }
        again(last, Why.LAST);
        return false;
    }

    private boolean isUndone(String path) {
        return below(path).keySet().stream()
                .anyMatch(step -> step.endsWith(".undo") || step.contains(".undo."));
    }

    /// A container shows before what stands in it.
    private String open(String path) {
        lines.putIfAbsent(Paths.pattern(path), new Line(Paths.pattern(path), 0, 0, Why.DONE, null));
        return path;
    }

    /// A container that was not done before runs again even where all in it is used.
    private boolean closed(String path, boolean inside) {
        boolean unwell = !(past.get(path) instanceof Past.Kept || isGone(path));
        if (isAround(path) || unwell || inside) {
            again(path, isAround(path) || !unwell ? Why.AROUND : why(path));
        } else {
            line(path, 1, 0, Why.DONE);
        }
        return unwell || inside;
    }

    private boolean isGone(String path) {
        return past.get(path) instanceof Past.Gone;
    }

    private Why why(String path) {
        return switch (past.get(path)) {
            case null -> Why.NEVER;
            case Past.Unwell _ -> Why.UNWELL;
            case Past.Skipped _ -> Why.NEVER;
            case Past.Gone _, Past.Kept _ -> Why.GONE;
        };
    }

    private boolean again(String path, Why why) {
        line(path, 0, 1, why);
        return true;
    }

    private void line(String path, int used, int again, Why why) {
        var state =
                why == Why.UNWELL && past.get(path) instanceof Past.Unwell(var ended)
                        ? ended
                        : null;
        var pattern = Paths.pattern(path);
        lines.merge(pattern, new Line(pattern, used, again, why, state), Line::and);
    }

    private boolean isAround(String path) {
        return wish.step() != null && wish.step().startsWith(path + ".");
    }

    /// The items, or branches, that there are in the past.
    private List<Integer> numbers(String path, String letter) {
        var prefix = path + "." + letter + ".";
        var numbers = new TreeSet<Integer>();
        for (var step : below(path + "." + letter).keySet()) {
            numbers.add(Integer.parseInt(step.substring(prefix.length()).split("\\.", 2)[0]));
        }
        return List.copyOf(numbers);
    }

    /// `/` comes right after `.`.
    private SortedMap<String, Past> below(String path) {
        return past.subMap(path + ".", path + "/");
    }
}
