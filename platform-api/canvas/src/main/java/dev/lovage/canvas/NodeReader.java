package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the nodes of a canvas from the top down.
final class NodeReader {
    private static final int MOST_NODES = 500;
    private static final int DEEPEST = 20;
    private static final int LONGEST_LABEL = 200;
    private static final Canvas NOTHING =
            new Canvas.Value(Canvas.Traits.NONE, new Template.Literal(null));

    private static final String KINDS =
            Stream.of(Kind.values()).map(kind -> kind.key).collect(Collectors.joining(", "));

    private final Flaws flaws;
    private final Visibility visibility;
    private int nodes;

    NodeReader(Flaws flaws, Visibility visibility) {
        this.flaws = flaws;
        this.visibility = visibility;
    }

    Canvas read(@Nullable Object value, Site site) {
        if (++nodes == MOST_NODES + 1) {
            flaws.add(
                    site.pointer(),
                    "TOO_MANY",
                    "This is node 501; a definition has at most 500. Use `map` for many alike.");
        }
        if (site.depth() > DEEPEST) {
            flaws.add(site.pointer(), "TOO_DEEP", "Nodes nest at most 20 deep; this is level 21.");
            return NOTHING;
        }
        if (value instanceof List<?> members) {
            return chain(Canvas.Traits.NONE, members, site.pointer(), site);
        }
        var fields = Fields.of(value, site.pointer(), flaws);
        var kind = fields == null ? null : kind(fields);
        return fields == null || kind == null ? NOTHING : node(kind, fields, site);
    }

    private @Nullable Kind kind(Fields fields) {
        var found = new TreeSet<>(fields.keys());
        found.retainAll(Keys.KINDS);
        var later = found.stream().filter(Keys.KINDS_NOT_YET::contains).findFirst();
        if (found.size() > 1) {
            flaws.add(
                    fields.pointer(),
                    "TWO_KINDS",
                    "A node is of one kind; this one has %s. Make it two nodes."
                            .formatted(String.join(" and ", found)));
        } else if (found.isEmpty()) {
            flaws.add(
                    fields.pointer(),
                    "NO_KIND",
                    "A node needs one of the keys " + KINDS + "." + meant(fields));
        } else if (later.isPresent()) {
            var key = later.get();
            fields.flaw(key, "NOT_YET", Keys.notYet(key));
        } else {
            return Kind.of(found.first());
        }
        return null;
    }

    private static String meant(Fields fields) {
        return fields.keys().stream()
                .map(key -> Nearest.hint(key, Keys.KINDS))
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Canvas node(Kind kind, Fields fields, Site site) {
        fields.only(Keys.of(kind), "a `" + kind.key + "`");
        var traits = traits(fields, site);
        return switch (kind) {
            case TASK -> call(traits, fields, site);
            case CHAIN -> {
                var members = fields.list(kind.key);
                yield members == null ? NOTHING : chain(traits, members, fields.at(kind.key), site);
            }
            case GROUP -> group(traits, fields, site);
            case MAP -> each(traits, fields, site);
            case VALUE -> new Canvas.Value(traits, template(fields, kind.key, site));
            case CHORD -> chord(traits, fields, site);
        };
    }

    private Canvas.Traits traits(Fields fields, Site site) {
        var id = fields.name("id", Names.STEP);
        if (id != null && Naming.isFree(fields, "id", id, Set.of())) {
            visibility.declare(id, fields.at("id"), site);
        }
        return new Canvas.Traits(
                id,
                fields.text("label", LONGEST_LABEL),
                OptionsReader.read(fields, true),
                null,
                null,
                Canvas.Callbacks.NONE);
    }

    private Canvas call(Canvas.Traits traits, Fields fields, Site site) {
        var task = fields.text("task");
        if (task != null && task.contains("${")) {
            fields.flaw(
                    "task",
                    "NOT_YET",
                    Keys.notYet("A task named by an expression", "name one task"));
        } else if (task != null) {
            task = fields.name("task", Names.TASK);
        }
        var pipe = Boolean.TRUE.equals(fields.flag("pipe"));
        if (pipe && !site.prev()) {
            fields.flaw("pipe", "NO_PREV", "No value comes before this step: leave `pipe` out.");
        }
        var arguments =
                new Canvas.Arguments(
                        argument(fields, "args", List.class, site),
                        argument(fields, "with", Map.class, site),
                        pipe);
        return new Canvas.Call(traits, task == null ? "" : task, arguments);
    }

    private @Nullable Template argument(Fields fields, String key, Class<?> type, Site site) {
        if (!fields.has(key)) {
            return null;
        }
        var template = template(fields, key, site);
        if (!(template instanceof Template.Computed) && !type.isInstance(fields.get(key))) {
            var expected = type == List.class ? "a list" : "an object";
            fields.flaw(
                    key,
                    "TYPE",
                    "Must be %s or one expression, not %s."
                            .formatted(expected, Fields.type(fields.get(key))));
        }
        return template;
    }

    private Canvas chain(Canvas.Traits traits, List<?> members, String at, Site site) {
        if (members.isEmpty()) {
            flaws.add(at, "EMPTY", "A chain needs at least one step.");
        }
        var read = new ArrayList<Canvas>();
        for (var member : members) {
            read.add(read(member, site.place(Pointer.of(at, read.size()), read.size())));
        }
        return new Canvas.Chain(traits, read);
    }

    private Canvas group(Canvas.Traits traits, Fields fields, Site site) {
        var fan = OptionsReader.fan(fields);
        if (fan.policy() == Canvas.Policy.COLLECT) {
            visibility.collects(site);
        }
        return members(traits, fields, Kind.GROUP.key, fan, site);
    }

    private Canvas members(
            Canvas.Traits traits, Fields fields, String key, Canvas.Fan fan, Site site) {
        var members = new LinkedHashMap<String, Canvas>();
        var value = fields.get(key);
        if (value instanceof List<?> list) {
            for (var member : list) {
                var place = members.size();
                var at = Pointer.of(fields.at(key), place);
                var name = String.valueOf(place);
                members.put(name, read(member, site.member(at, name)));
            }
        } else if (value instanceof Map<?, ?>) {
            named(fields, key, site, members);
        } else {
            fields.flaw(
                    key,
                    "TYPE",
                    "Must be a list or an object of nodes, not " + Fields.type(value) + ".");
        }
        return new Canvas.Group(traits, members, value instanceof Map, fan);
    }

    private void named(Fields fields, String key, Site site, Map<String, Canvas> members) {
        var inner = fields.object(key);
        if (inner == null) {
            return;
        }
        for (var name : inner.keys()) {
            if (!Names.STEP.admits(name)) {
                inner.flaw(name, "NAME", "A member's name is " + Names.STEP.words() + ".");
            } else {
                Naming.isFree(inner, name, name, Set.of());
            }
            members.put(name, read(inner.get(name), site.member(inner.at(name), name)));
        }
    }

    private Canvas each(Canvas.Traits traits, Fields fields, Site site) {
        var key = Kind.MAP.key;
        var items = template(fields, key, site);
        if (!(items instanceof Template.Computed) && !(fields.get(key) instanceof List)) {
            fields.flaw(
                    key,
                    "TYPE",
                    "Must be a list or one expression that gives a list, as `${prev}`.");
        }
        var element = Naming.element(fields, site.bound());
        var inside = site.item(fields.at("do"), element.names());
        return new Canvas.Each(
                traits,
                items,
                element.as(),
                element.index(),
                body(fields, "do", inside),
                OptionsReader.fan(fields));
    }

    private Canvas body(Fields fields, String key, Site site) {
        if (fields.has(key)) {
            return read(fields.get(key), site);
        }
        fields.flaw(key, "MISSING", "`" + key + "` is missing: it holds the node to run.");
        return NOTHING;
    }

    /// A chord is another way to write a chain of a group and what follows it.
    private Canvas chord(Canvas.Traits traits, Fields fields, Site site) {
        var chord = fields.object(Kind.CHORD.key);
        if (chord == null) {
            return NOTHING;
        }
        chord.only(Keys.CHORD, "a `chord`");
        var header =
                members(
                        Canvas.Traits.NONE,
                        chord,
                        "header",
                        Canvas.Fan.DEFAULT,
                        site.place(chord.at("header"), 0));
        return new Canvas.Chain(
                traits, List.of(header, body(chord, "body", site.place(chord.at("body"), 1))));
    }

    private Template template(Fields fields, String key, Site site) {
        return visibility.templates(site).read(fields.get(key), fields.at(key));
    }
}
