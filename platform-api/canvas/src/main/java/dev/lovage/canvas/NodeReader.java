package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;
import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

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

    /// Stands for what could not be read.
    static final Canvas NOTHING = new Canvas.Value(Canvas.Traits.NONE, new Template.Literal(null));

    private static final String KINDS =
            Stream.of(Kind.values()).map(kind -> kind.key).collect(Collectors.joining(", "));

    private final Flaws flaws;
    private final Visibility visibility;
    private final MembersReader members;
    private final ControlReader control;
    private final GraphReader graphs;
    private final CallReader calls;
    private final FlowReader flows;
    private final LoopReader loops;
    private final AwaitReader awaits;
    private final Pauses pauses = new Pauses();
    private int nodes;

    NodeReader(Flaws flaws, Visibility visibility) {
        this.flaws = flaws;
        this.visibility = visibility;
        this.members = new MembersReader(this, flaws, visibility);
        this.control = new ControlReader(this, flaws);
        this.graphs = new GraphReader(this, flaws, visibility);
        this.calls = new CallReader(visibility);
        this.flows = new FlowReader(visibility);
        this.loops = new LoopReader(this);
        this.awaits = new AwaitReader(this);
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
        if (value instanceof List<?> list) {
            return members.chain(Canvas.Traits.NONE, list, site.pointer(), site);
        }
        var fields = Fields.of(value, site.pointer(), flaws);
        var kind = fields == null ? null : kind(fields);
        return fields == null || kind == null ? NOTHING : node(kind, fields, site);
    }

    private @Nullable Kind kind(Fields fields) {
        var found = new TreeSet<>(fields.keys());
        found.retainAll(Keys.KINDS);
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
        var traits = traits(fields, kind, site);
        return switch (kind) {
            case TASK -> calls.read(traits, fields, site);
            case CHAIN -> members.chain(traits, fields, site);
            case GROUP -> members.group(traits, fields, site);
            case MAP -> members.each(traits, fields, site);
            case SWITCH -> control.choice(traits, fields, site);
            case LOOP -> loops.read(traits, fields, site);
            case WAIT -> new Canvas.Wait(traits, times(site).pause(fields, kind.key));
            case AWAIT -> awaits.read(traits, fields, times(site), site);
            case GRAPH -> graphs.read(traits, fields, site);
            case FLOW -> flows.read(traits, fields, site);
            case TRY -> control.attempt(traits, fields, site);
            case VALUE -> new Canvas.Value(traits, template(fields, kind.key, site));
            case CHORD -> members.chord(traits, fields, site);
        };
    }

    /// The schemas of all that is awaited, by their pointers.
    Map<String, Map<String, @Nullable Object>> forms() {
        return awaits.forms();
    }

    /// The pauses of known length.
    Pauses pauses() {
        return pauses;
    }

    private Canvas.Traits traits(Fields fields, Kind kind, Site site) {
        var id = fields.name("id", Names.STEP);
        if (id != null && Naming.isFree(fields, "id", id, Set.of())) {
            visibility.declare(id, fields.at("id"), site);
        }
        return new Canvas.Traits(
                id,
                fields.text("label", LONGEST_LABEL),
                kind == Kind.AWAIT ? Options.NONE : options(fields, site),
                condition(fields, "if", site),
                undo(fields, site),
                callbacks(fields, site));
    }

    private Options options(Fields fields, Site site) {
        return OptionsReader.read(fields, true).beginning(times(site).begin(fields));
    }

    /// @param around where the step stands whose callbacks they are
    Canvas.Callbacks callbacks(Fields fields, Site around) {
        return new Canvas.Callbacks(
                control.callbacks(fields, around, true), control.callbacks(fields, around, false));
    }

    private @Nullable Canvas undo(Fields fields, Site site) {
        if (!fields.has("undo")) {
            return null;
        }
        if (!site.undone()) {
            fields.flaw(
                    "undo",
                    "NO_TRY",
                    "Nothing runs this: put a `try` with `compensate: true` around the step.");
        }
        var inside = site.inside(fields.at("undo"), new Segment.Undo());
        return read(fields.get("undo"), inside.succeeded());
    }

    private UntilReader times(Site site) {
        return new UntilReader((fields, key) -> template(fields, key, site), pauses);
    }

    /// Gives true or false; absent when it is not there, or flawed.
    @Nullable Template condition(Fields fields, String key, Site site) {
        if (!fields.has(key)) {
            return null;
        }
        if (fields.get(key) instanceof Boolean literal) {
            return new Template.Literal(literal);
        }
        if (template(fields, key, site) instanceof Template.Computed computed) {
            visibility.condition(fields.at(key), computed.expression());
            return computed;
        }
        fields.flaw(
                key,
                "TYPE",
                "Must be true, false, or one expression that gives one of them, as"
                        + " `${prev > 3}`, not %s.".formatted(Fields.type(fields.get(key))));
        return null;
    }

    Canvas body(Fields fields, String key, Site site) {
        if (fields.has(key)) {
            return read(fields.get(key), site);
        }
        fields.flaw(key, "MISSING", "`" + key + "` is missing: it holds the node to run.");
        return NOTHING;
    }

    Template template(Fields fields, String key, Site site) {
        return visibility.templates(site).read(fields.get(key), fields.at(key));
    }
}
