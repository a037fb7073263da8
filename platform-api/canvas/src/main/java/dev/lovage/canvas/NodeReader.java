package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        found.retainAll(Keys.kinds());
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
            fields.flaw(
                    key,
                    "NOT_YET",
                    "`%s` is not yet part of the language: %s."
                            .formatted(key, Keys.NOT_YET.get(key)));
        } else {
            return Kind.of(found.first());
        }
        return null;
    }

    private static String meant(Fields fields) {
        return fields.keys().stream()
                .map(key -> Nearest.hint(key, Keys.kinds()))
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
        if (id != null && free(fields, "id", id, Set.of())) {
            visibility.declare(id, fields.at("id"), site);
        }
        return new Canvas.Traits(
                id, fields.text("label", LONGEST_LABEL), OptionsReader.read(fields, true));
    }

    /// Whether `name` may be given to something here.
    private boolean free(Fields fields, String key, String name, Set<String> bound) {
        if (Names.isCelWord(name)) {
            fields.flaw(
                    key,
                    "NAME",
                    "`" + name + "` is a word of the expression language: choose another name.");
        } else if (Names.isInScope(name)) {
            fields.flaw(
                    key,
                    "NAME",
                    "`" + name + "` already means something in expressions: choose another name.");
        } else if (bound.contains(name)) {
            fields.flaw(
                    key,
                    "NAME",
                    "`"
                            + name
                            + "` is bound by a map around: write `"
                            + key
                            + ":` with another name.");
        } else {
            return true;
        }
        return false;
    }

    private Canvas call(Canvas.Traits traits, Fields fields, Site site) {
        var task = fields.text("task");
        if (task != null && task.contains("${")) {
            fields.flaw(
                    "task",
                    "NOT_YET",
                    "A task named by an expression is not yet part of the language: name one task.");
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
        var fan = fan(fields);
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
                free(inner, name, name, Set.of());
            }
            members.put(name, read(inner.get(name), site.member(inner.at(name), name)));
        }
    }

    private Canvas each(Canvas.Traits traits, Fields fields, Site site) {
        var items = template(fields, Kind.MAP.key, site);
        if (!(items instanceof Template.Computed) && !(fields.get("map") instanceof List)) {
            fields.flaw(
                    "map",
                    "TYPE",
                    "Must be a list or one expression that gives a list, as `${prev}`.");
        }
        var as = bind(fields, "as", site.bound());
        var index = bind(fields, "index", site.bound());
        if (as == null && !fields.has("as")) {
            as = Canvas.Each.ITEM;
            if (site.bound().contains(as)) {
                fields.flaw(
                        "as",
                        "NAME",
                        "`item` is bound by a map around: give this map an `as:` of its own.");
            }
        }
        if (index != null && index.equals(as)) {
            fields.flaw("index", "NAME", "`as` and `index` must be different names.");
        }
        var names = new HashSet<String>();
        Stream.of(as, index).filter(Objects::nonNull).forEach(names::add);
        var inner = site.item(fields.at("do"), names);
        return new Canvas.Each(
                traits,
                items,
                as == null ? Canvas.Each.ITEM : as,
                index,
                body(fields, "do", inner),
                fan(fields));
    }

    private @Nullable String bind(Fields fields, String key, Set<String> bound) {
        var name = fields.name(key, Names.STEP);
        return name != null && free(fields, key, name, bound) ? name : null;
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

    private static Canvas.Fan fan(Fields fields) {
        var concurrency = fields.whole("concurrency", 1, Canvas.Fan.DEFAULT_CONCURRENCY);
        var policy = fields.choice("policy", Canvas.Policy.class);
        return new Canvas.Fan(
                concurrency == null ? Canvas.Fan.DEFAULT_CONCURRENCY : concurrency,
                policy == null ? Canvas.Policy.WAIT : policy);
    }

    private Template template(Fields fields, String key, Site site) {
        return visibility.templates(site).read(fields.get(key), fields.at(key));
    }
}
