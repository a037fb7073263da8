package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Await;
import dev.lovage.canvas.Canvas.Call;
import dev.lovage.canvas.Canvas.Callee;
import dev.lovage.canvas.Canvas.Chain;
import dev.lovage.canvas.Canvas.Each;
import dev.lovage.canvas.Canvas.Flow;
import dev.lovage.canvas.Canvas.Graph;
import dev.lovage.canvas.Canvas.Group;
import dev.lovage.canvas.Canvas.Loop;
import dev.lovage.canvas.Canvas.Policy;
import dev.lovage.canvas.Canvas.Switch;
import dev.lovage.canvas.Canvas.Try;
import dev.lovage.canvas.Canvas.Value;
import dev.lovage.canvas.Canvas.Wait;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.Template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a canvas means, told in the simplest way: by recursion, one step after the other.
final class Oracle {
    private static final Object NOTHING = new Object();
    private static final Object SKIPPED = new Object();

    /// A step failed; the path says which.
    static final class Fails extends RuntimeException {
        Fails(String path) {
            super(path);
        }
    }

    private final Object input;
    private final Map<String, Canvas> children;

    /// @param children what flows start, by name
    Oracle(Object input, Map<String, Canvas> children) {
        this.input = input;
        this.children = children;
    }

    /// What the tasks of the tests do.
    static Object task(String name, String path, List<Object> arguments) {
        if (name.equals("fail")) {
            throw new Fails(path);
        }
        return arguments;
    }

    Object run(Canvas body) {
        var value = eval(body, "do", NOTHING, new HashMap<>(), new HashMap<>());
        return value == NOTHING || value == SKIPPED ? null : value;
    }

    /// @param steps what is seen; what becomes visible by this node is added to `found`
    private Object eval(
            Canvas node,
            String path,
            Object prev,
            Map<String, Object> steps,
            Map<String, Object> found) {
        var when = node.traits().when();
        if (when != null && !(boolean) fill(when, prev, steps)) {
            skip(node, found);
            return SKIPPED;
        }
        var value =
                switch (node) {
                    case Value it -> fill(it.value(), prev, steps);
                    case Call it ->
                            task(name(it.callee(), prev, steps), path, arguments(it, prev, steps));
                    case Chain it -> chain(it, path, prev, steps, found);
                    case Group it -> group(it, path, prev, steps, found);
                    case Each it -> each(it, path, prev, steps);
                    case Switch it -> choice(it, path, prev, steps);
                    case Loop it -> loop(it, path, prev, steps);
                    case Try it -> attempt(it, path, prev, steps);
                    case Graph it -> new GraphOracle(it.graph(), within(prev, steps)).run(path);
                    case Wait _ -> prev;
                    case Flow it -> child(it, path, prev, steps);
                    case Await it -> "signal " + it.name();
                };
        if (node.traits().id() != null) {
            found.put(node.traits().id(), value == NOTHING ? null : value);
        }
        return value;
    }

    /// A skipped step, and those in it that would be seen, are `null`.
    private static void skip(Canvas node, Map<String, Object> found) {
        if (node.traits().id() != null) {
            found.put(node.traits().id(), null);
        }
        if (node instanceof Chain chain) {
            chain.members().forEach(member -> skip(member, found));
        } else if (node instanceof Group group) {
            group.members().values().forEach(member -> skip(member, found));
        }
    }

    /// By itself: all that is seen of it is its value, or that it failed.
    private Object child(Flow flow, String path, Object prev, Map<String, Object> steps) {
        var given = flow.with() == null ? prev : fill(flow.with(), prev, steps);
        try {
            return new Oracle(given == NOTHING ? null : given, children)
                    .run(children.get(flow.name()));
        } catch (Fails e) {
            throw new Fails(path);
        }
    }

    private Object choice(Switch node, String path, Object prev, Map<String, Object> steps) {
        for (int i = 0; i < node.branches().size(); i++) {
            var branch = node.branches().get(i);
            if (branch.when() == null || (boolean) fill(branch.when(), prev, steps)) {
                return through(
                        eval(branch.body(), path + ".s." + i, prev, steps, new HashMap<>()), prev);
            }
        }
        return prev;
    }

    private Object loop(Loop node, String path, Object prev, Map<String, Object> steps) {
        var value = prev;
        for (int i = 0; ; i++) {
            boolean before = node.asked() == Canvas.Asked.WHILE;
            if (before && !asked(node, i, value, steps)) {
                return value;
            }
            if (i == node.max()) {
                throw new Fails(path);
            }
            var seen = new HashMap<>(steps);
            seen.put("$" + node.as(), turn(i, value));
            var made = eval(node.body(), path + ".l." + i, value, seen, new HashMap<>());
            value = through(made, value);
            if (!before && asked(node, i, value, steps)) {
                return value;
            }
        }
    }

    private boolean asked(Loop node, int index, Object value, Map<String, Object> steps) {
        var seen = new HashMap<>(steps);
        seen.put("$" + node.as(), turn(index, value));
        return (boolean) fill(node.condition(), value, seen);
    }

    private static Map<String, Object> turn(int index, Object value) {
        var turn = new HashMap<String, Object>();
        turn.put("index", (long) index);
        turn.put("value", value == NOTHING ? null : value);
        return turn;
    }

    private Object attempt(Try node, String path, Object prev, Map<String, Object> steps) {
        Object value = null;
        Fails raised = null;
        try {
            value = through(eval(node.body(), path + ".try", prev, steps, new HashMap<>()), prev);
        } catch (Fails e) {
            raised = e;
        }
        if (raised != null && !node.catches().isEmpty()) {
            try {
                var handler = node.catches().getFirst().body();
                var caught = eval(handler, path + ".catch.0", NOTHING, steps, new HashMap<>());
                value = caught == NOTHING || caught == SKIPPED ? null : caught;
                raised = null;
            } catch (Fails e) {
                raised = e;
            }
        }
        try {
            if (node.last() != null) {
                eval(node.last(), path + ".finally", NOTHING, steps, new HashMap<>());
            }
        } catch (Fails e) {
            raised = raised == null ? e : raised;
        }
        if (raised != null) {
            throw raised;
        }
        return value;
    }

    /// What a graph needs of the rest; names that are bound stand beside the steps.
    private GraphOracle.Meaning within(Object prev, Map<String, Object> steps) {
        return new GraphOracle.Meaning() {
            @Override
            public List<Object> value(Canvas node, String path, Map<String, Object> bound) {
                var value = eval(node, path, NOTHING, with(bound), new HashMap<>());
                return value == SKIPPED
                        ? List.of()
                        : Collections.singletonList(value == NOTHING ? null : value);
            }

            @Override
            public Object fill(Template template, Map<String, Object> bound) {
                return Oracle.this.fill(template, prev, with(bound));
            }

            private Map<String, Object> with(Map<String, Object> bound) {
                var all = new HashMap<>(steps);
                bound.forEach((name, value) -> all.put("$" + name, value));
                return all;
            }
        };
    }

    private static Object through(Object value, Object prev) {
        return value == SKIPPED ? prev : value;
    }

    private Object chain(
            Chain chain,
            String path,
            Object prev,
            Map<String, Object> steps,
            Map<String, Object> found) {
        var seen = new HashMap<>(steps);
        var value = prev;
        for (int i = 0; i < chain.members().size(); i++) {
            var here = new HashMap<String, Object>();
            value = through(eval(chain.members().get(i), path + "." + i, value, seen, here), value);
            seen.putAll(here);
            found.putAll(here);
        }
        return value;
    }

    private Object group(
            Group group,
            String path,
            Object prev,
            Map<String, Object> steps,
            Map<String, Object> found) {
        var inside = new HashMap<String, Object>();
        var members = new ArrayList<Member>();
        group.members()
                .forEach((key, node) ->
                        members.add(() -> eval(node, path + ".g." + key, prev, steps, inside)));
        var values = all(members, group.fan().policy());
        if (group.fan().policy() != Policy.COLLECT) {
            found.putAll(inside);
        }
        if (!group.named()) {
            return values;
        }
        var object = new LinkedHashMap<String, Object>();
        group.members().keySet().forEach(key -> object.put(key, values.get(object.size())));
        return object;
    }

    private Object each(Each each, String path, Object prev, Map<String, Object> steps) {
        var members = new ArrayList<Member>();
        for (var item : (List<?>) fill(each.items(), prev, steps)) {
            var at = path + ".m." + members.size();
            members.add(() -> eval(each.body(), at, item, steps, new HashMap<>()));
        }
        return all(members, each.fan().policy());
    }

    private interface Member {
        Object value();
    }

    private static List<Object> all(List<Member> members, Policy policy) {
        var values = new ArrayList<>();
        Fails first = null;
        for (var member : members) {
            try {
                values.add(placed(member.value(), policy));
            } catch (Fails e) {
                first = first == null ? e : first;
                values.add(Map.of("error", e.getMessage()));
            }
        }
        if (first != null && policy != Policy.COLLECT) {
            throw first;
        }
        return values;
    }

    private static Object placed(Object value, Policy policy) {
        var plain = value == SKIPPED || value == NOTHING ? null : value;
        if (policy != Policy.COLLECT) {
            return plain;
        }
        return value == SKIPPED
                ? Map.of("skipped", true)
                : Collections.singletonMap("value", plain);
    }

    private String name(Callee callee, Object prev, Map<String, Object> steps) {
        return switch (callee) {
            case Callee.Named(var name) -> name;
            case Callee.OneOf(var name, var _) -> (String) fill(name, prev, steps);
        };
    }

    private List<Object> arguments(Call call, Object prev, Map<String, Object> steps) {
        var says = call.arguments();
        var values = new ArrayList<>();
        if (prev != NOTHING
                && (says.pipe() || (says.positional() == null && says.named() == null))) {
            values.add(prev);
        }
        if (says.positional() != null) {
            values.addAll((List<?>) fill(says.positional(), prev, steps));
        }
        if (says.named() != null) {
            var object = fill(says.named(), prev, steps);
            values.add(values.isEmpty() ? object : Map.of("$kwargs", object));
        }
        return values;
    }

    private Object fill(Template template, Object prev, Map<String, Object> steps) {
        return Expressions.level(1)
                .fill(
                        template,
                        name ->
                                switch (name) {
                                    case "input" -> input;
                                    case "steps" -> steps;
                                    case "prev" -> prev == NOTHING ? null : prev;
                                    default -> steps.get("$" + name);
                                });
    }
}
