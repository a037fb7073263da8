package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Remembers, while a canvas is read, which steps have names and which expressions stand where;
/// then says which of these reach for something that they cannot see.
final class Visibility {
    private final Flaws flaws;
    private final Map<String, Site> declared = new HashMap<>();
    private final Set<List<Segment>> collecting = new HashSet<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    private record Use(String pointer, Expression expression, Site site) {}

    private record Condition(String pointer, Expression expression) {}

    Visibility(Flaws flaws) {
        this.flaws = flaws;
    }

    void declare(String id, String pointer, Site site) {
        var first = declared.putIfAbsent(id, site);
        if (first != null) {
            flaws.add(
                    pointer,
                    "DUPLICATE_ID",
                    "The id `%s` is taken by %s: ids are unique in a definition."
                            .formatted(id, first.pointer()));
        }
    }

    /// The members of this group may have failed: their values are only in the group's own.
    void collects(Site group) {
        collecting.add(group.trail());
    }

    /// Reads templates whose expressions stand at `site`.
    Templates templates(Site site) {
        return new Templates((at, expression) -> uses.add(new Use(at, expression, site)), flaws);
    }

    /// This expression must give true or false.
    void condition(String pointer, Expression expression) {
        conditions.add(new Condition(pointer, expression));
    }

    void check(Expressions expressions) {
        uses.forEach(use -> check(use, expressions));
        conditions.forEach(condition -> check(condition, expressions));
    }

    private void check(Condition condition, Expressions expressions) {
        var gives = expressions.references(condition.expression).gives();
        if (!gives.isEmpty() && !gives.equals(Cel.TRUTH)) {
            flaws.add(
                    condition.pointer,
                    "TYPE",
                    "The expression gives %s, not true or false: compare it, as `${prev > 3}`."
                            .formatted(gives));
        }
    }

    private void check(Use use, Expressions expressions) {
        var references = expressions.references(use.expression);
        references.faults().forEach(fault -> flaws.add(use.pointer, fault.code(), fault.message()));
        references.names().forEach(name -> name(use, name));
        references.steps().forEach(step -> step(use, step));
        references.runFields().stream()
                .filter(field -> !Names.RUN.contains(field))
                .forEach(field ->
                        flaws.add(
                                use.pointer,
                                "UNKNOWN_NAME",
                                "`run` has no `%s`.".formatted(field)
                                        + Nearest.hint(field, Names.RUN)));
    }

    private void name(Use use, String name) {
        var later = Names.LATER.get(name);
        var placed = Names.PLACED.get(name);
        if (use.site.bound().contains(name)) {
            return;
        }
        if (name.equals("prev") && !use.site.prev()) {
            flaws.add(
                    use.pointer,
                    "NO_PREV",
                    "No value comes before this step, so `prev` is nothing: use `input`.");
        } else if (later != null) {
            flaws.add(use.pointer, "NOT_YET", Keys.notYet("`" + name + "`", later));
        } else if (placed != null) {
            flaws.add(
                    use.pointer,
                    "UNKNOWN_NAME",
                    "`%s` is known only in %s: use `prev` or `steps.id`.".formatted(name, placed));
        } else if (!Names.TODAY.contains(name)) {
            var known = new HashSet<>(use.site.bound());
            known.addAll(Names.TODAY);
            var step =
                    declared.containsKey(name)
                            ? " Write `steps." + name + "`."
                            : Nearest.hint(name, known);
            flaws.add(use.pointer, "UNKNOWN_NAME", "Nothing here is named `" + name + "`." + step);
        }
    }

    private void step(Use use, String id) {
        var site = declared.get(id);
        if (site == null) {
            flaws.add(
                    use.pointer,
                    "UNKNOWN_STEP",
                    "No step has the id `" + id + "`." + Nearest.hint(id, declared.keySet()));
            return;
        }
        var hidden = hidden(site.trail(), use.site.trail());
        if (!hidden.isEmpty()) {
            flaws.add(
                    use.pointer,
                    "STEP_NOT_VISIBLE",
                    "`steps.%s` cannot be seen here: %s".formatted(id, hidden));
        }
    }

    /// Why a step cannot be seen from another place; empty when it can.
    private String hidden(List<Segment> step, List<Segment> from) {
        int shared = 0;
        while (shared < step.size()
                && shared < from.size()
                && step.get(shared).equals(from.get(shared))) {
            shared++;
        }
        if (shared == step.size()) {
            return shared == from.size()
                    ? "a step has no value before it has ended."
                    : Hiding.around(from.get(shared));
        }
        if (shared == from.size()) {
            return "it stands inside this node and runs later.";
        }
        if (step.get(shared) instanceof Segment.Place there
                && from.get(shared) instanceof Segment.Place here) {
            return there.place() > here.place()
                    ? "it comes later."
                    : enclosed(step.subList(shared + 1, step.size()), step.subList(0, shared + 1));
        }
        return Hiding.beside(step.get(shared), from.get(shared));
    }

    private String enclosed(List<Segment> rest, List<Segment> container) {
        var path = new ArrayList<>(container);
        for (var segment : rest) {
            if (segment instanceof Segment.Member && collecting.contains(path)) {
                return "its group collects errors, so it may have no value; use the group's.";
            }
            var inside = Hiding.inside(segment);
            if (!inside.isEmpty()) {
                return inside;
            }
            path.add(segment);
        }
        return "";
    }
}
