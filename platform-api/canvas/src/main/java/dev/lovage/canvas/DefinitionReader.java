package dev.lovage.canvas;

import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads what stands around the body of a definition.
final class DefinitionReader {
    private static final long LANGUAGE = 1;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int MOST_TAGS = 20;
    private static final int MOST_SEARCH = 8;
    private static final int MOST_CALLED = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Definition NOTHING =
            new Definition(
                    "",
                    null,
                    List.of(),
                    Definition.Contract.OPEN,
                    Options.NONE,
                    Definition.Lifetime.DEFAULT,
                    new Canvas.Value(Canvas.Traits.NONE, new Template.Literal(null)),
                    Definition.Ending.NONE);

    private final Flaws flaws;
    private final Names.Rule names;
    private final Dialect dialect;
    private final Visibility visibility;
    private final NodeReader nodes;

    DefinitionReader(Flaws flaws, Names.Rule names, Dialect dialect) {
        this.flaws = flaws;
        this.names = names;
        this.dialect = dialect;
        this.visibility = new Visibility(flaws);
        this.nodes = new NodeReader(flaws, visibility);
    }

    Definition read(@Nullable Object tree) {
        var fields = Fields.of(tree, Pointer.ROOT, flaws);
        if (fields == null) {
            return NOTHING;
        }
        fields.only(Keys.DEFINITION, "a definition");
        if (fields.has("lovage") && !Long.valueOf(LANGUAGE).equals(fields.get("lovage"))) {
            fields.flaw("lovage", "VERSION", "This is version 1 of the language: write 1.");
        }
        var body = body(fields);
        var ending = ending(fields);
        var definition =
                new Definition(
                        name(fields),
                        fields.text("description", LONGEST_DESCRIPTION),
                        or(fields.texts("tags", Names.TAG, MOST_TAGS), List.of()),
                        contract(fields),
                        defaults(fields),
                        lifetime(fields, Definition.Lifetime.usual(body, ending)),
                        body,
                        ending);
        visibility.check(Expressions.level(RunInput.ENGINE));
        return definition;
    }

    /// The schemas in what was read, by their pointers, but for that of the input.
    Map<String, Map<String, @Nullable Object>> forms() {
        return nodes.forms();
    }

    /// Tells what in the definition that was read is no mistake, but hardly what was meant.
    void advise(Definition read, Flaws advice) {
        nodes.pauses().tellOutlasting(read.lifetime().runTimeout(), advice);
    }

    private String name(Fields fields) {
        if (!fields.has("name")) {
            fields.flaw("name", "MISSING", "`name` is missing: it is how runs are started.");
        }
        var name = fields.name("name", names);
        if (Definition.ADHOC.equals(name) && names.equals(Names.DEFINITION)) {
            fields.flaw("name", "NAME", "`adhoc` is the name of canvases that nobody saved.");
        }
        return name == null ? "" : name;
    }

    private Definition.Contract contract(Fields fields) {
        var input = fields.object("input");
        var output =
                fields.has("output")
                        ? visibility
                                .templates(Site.output(fields.at("output")))
                                .read(fields.get("output"), fields.at("output"))
                        : null;
        return new Definition.Contract(
                input == null ? Map.of() : input.copy(),
                or(fields.texts("search", Names.SEARCH, MOST_SEARCH), List.of()),
                output,
                or(fields.texts("mayCall", Names.TASK, MOST_CALLED), List.of()));
    }

    private Options defaults(Fields fields) {
        var queue = fields.name("queue", Names.QUEUE);
        var defaults = fields.object("defaults");
        if (defaults == null) {
            return new Options(queue, null, Options.Retry.NONE, Options.Timeouts.NONE);
        }
        defaults.only(Keys.DEFAULTS, "`defaults`");
        var options = OptionsReader.read(defaults, false);
        return new Options(queue, options.priority(), options.retry(), options.timeout());
    }

    private static Definition.Lifetime lifetime(Fields fields, Definition.Lifetime usual) {
        return new Definition.Lifetime(
                or(fields.duration("runTimeout", SECOND, Durations.LONGEST), usual.runTimeout()),
                or(
                        fields.duration("cancelGrace", Duration.ZERO, Duration.ofHours(1)),
                        usual.cancelGrace()),
                or(
                        fields.duration("cleanupTimeout", SECOND, Duration.ofDays(1)),
                        usual.cleanupTimeout()));
    }

    private Canvas body(Fields fields) {
        if (!fields.has("do")) {
            fields.flaw("do", "MISSING", "`do` is missing: it holds the steps.");
            return NOTHING.body();
        }
        var at = fields.at("do");
        var body = fields.get("do");
        if (body == null || !dialect.claims(body)) {
            return nodes.read(body, Site.body(at));
        }
        var found = new ArrayList<Flaw>();
        var own = dialect.own(body, at, found::add);
        found.forEach(flaw -> flaws.add(flaw.pointer(), flaw.code(), flaw.message()));
        return found.isEmpty() ? nodes.read(own, Site.body(at)) : NOTHING.body();
    }

    private Definition.Ending ending(Fields fields) {
        var around = Site.definition();
        var last =
                fields.has("finally")
                        ? nodes.read(
                                fields.get("finally"),
                                around.inside(fields.at("finally"), new Segment.Last()))
                        : null;
        return new Definition.Ending(nodes.callbacks(fields, around), last);
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
