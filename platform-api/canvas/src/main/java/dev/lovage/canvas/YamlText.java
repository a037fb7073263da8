package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads that part of YAML 1.2 which is JSON in other clothes, with anchors and aliases.
final class YamlText {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();
    private static final ScalarResolver SCALARS = new CoreSchema().getScalarResolver();
    private static final Position START = new Position(1, 1);

    private final Iterator<Event> events;
    private final Source.Notes notes = new Source.Notes();
    private final Map<String, Anchored> anchors = new HashMap<>();

    /// A value that an alias repeats, and how many values it is.
    private record Anchored(@Nullable Object value, int count) {}

    private YamlText(Iterator<Event> events) {
        this.events = events;
    }

    static Source read(String text) {
        return new YamlText(new Parse(SETTINGS).parseString(text).iterator()).document();
    }

    private Source document() {
        try {
            if (skipTo(Event.ID.DocumentStart, Event.ID.StreamEnd) == Event.ID.StreamEnd) {
                throw notes.syntax(START, "The text is empty.");
            }
            var tree = value(Pointer.ROOT, 0, null, events.next());
            var last = skipTo(Event.ID.StreamEnd, Event.ID.DocumentStart);
            if (last == Event.ID.DocumentStart) {
                throw notes.stop(Pointer.ROOT, "SYNTAX", "Only one document may stand here.");
            }
            return notes.done(tree);
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().map(YamlText::position).orElse(START);
            throw notes.syntax(at, "This is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw notes.syntax(START, "This is not YAML: " + e.getMessage() + ".");
        }
    }

    private Event.ID skipTo(Event.ID one, Event.ID other) {
        var id = events.next().getEventId();
        while (id != one && id != other) {
            id = events.next().getEventId();
        }
        return id;
    }

    private @Nullable Object value(
            String pointer, int depth, @Nullable Position position, Event event) {
        notes.at(pointer, depth, position == null ? position(event) : position);
        if (event instanceof AliasEvent alias) {
            return repeated(pointer, alias.getAlias().getValue());
        }
        var before = notes.values();
        var value = fresh(pointer, depth, event);
        if (event instanceof NodeEvent node) {
            var count = notes.values() - before + 1;
            node.getAnchor().ifPresent(a -> anchors.put(a.getValue(), new Anchored(value, count)));
        }
        return value;
    }

    private @Nullable Object fresh(String pointer, int depth, Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar(pointer, scalar);
        }
        if (event instanceof CollectionStartEvent start && start.getTag().isPresent()) {
            refuseTag(pointer, start.getTag().get());
        }
        return event.getEventId() == Event.ID.MappingStart
                ? object(pointer, depth)
                : list(pointer, depth);
    }

    /// Counts in full, so that a few aliases of aliases cannot become a billion values.
    private @Nullable Object repeated(String pointer, String anchor) {
        var anchored = anchors.get(anchor);
        if (anchored == null) {
            throw notes.stop(
                    pointer, "SYNTAX", "No value before this one has the anchor `" + anchor + "`.");
        }
        notes.add(pointer, anchored.count);
        return anchored.value;
    }

    private @Nullable Object list(String pointer, int depth) {
        var list = new ArrayList<@Nullable Object>();
        var event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            list.add(value(Pointer.of(pointer, list.size()), depth + 1, null, event));
            event = events.next();
        }
        return Collections.unmodifiableList(list);
    }

    private @Nullable Object object(String pointer, int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        var event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(event instanceof ScalarEvent key)) {
                throw notes.syntax(position(event), "The key of a member must be a text.");
            }
            var at = Pointer.of(pointer, notes.text(pointer, key.getValue()));
            var value = value(at, depth + 1, position(event), events.next());
            notes.member(map, at, key.getValue(), value);
            event = events.next();
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object scalar(String pointer, ScalarEvent scalar) {
        var text = notes.text(pointer, scalar.getValue());
        var tag = scalar.getTag();
        if (tag.isPresent()) {
            refuseTag(pointer, tag.get());
            return text;
        }
        if (!scalar.isPlain()) {
            return text;
        }
        var resolved = SCALARS.resolve(text, true);
        if (resolved.equals(Tag.NULL)) {
            return null;
        }
        if (resolved.equals(Tag.BOOL)) {
            return Boolean.parseBoolean(text);
        }
        if (resolved.equals(Tag.INT)) {
            return whole(pointer, text);
        }
        return resolved.equals(Tag.FLOAT) ? number(pointer, text) : text;
    }

    private Long whole(String pointer, String text) {
        try {
            if (text.startsWith("0x")) {
                return Long.parseLong(text.substring(2), 16);
            }
            return text.startsWith("0o")
                    ? Long.parseLong(text.substring(2), 8)
                    : Long.parseLong(text);
        } catch (NumberFormatException _) {
            notes.flaws.add(
                    pointer,
                    "NUMBER",
                    "A whole number must fit into 64 bits: write it as text in quotes.");
            return 0L;
        }
    }

    private double number(String pointer, String text) {
        var word =
                text.endsWith("f")
                        || text.endsWith("F")
                        || text.endsWith("n")
                        || text.endsWith("N");
        return notes.finite(pointer, word ? Double.NaN : Double.parseDouble(text));
    }

    private void refuseTag(String pointer, String tag) {
        if (!tag.equals(Tag.STR.getValue()) && !tag.equals("!")) {
            notes.flaws.add(
                    pointer, "SYNTAX", "The tag `" + tag + "` has no meaning here: leave it out.");
        }
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlText::position).orElse(START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
