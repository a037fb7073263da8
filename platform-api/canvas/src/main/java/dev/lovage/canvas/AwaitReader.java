package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;
import dev.lovage.canvas.Paths.Segment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what is awaited, by whom, and for how long.
final class AwaitReader {
    private static final int MOST_ASSIGNEES = 50;

    private final NodeReader nodes;
    private final Map<String, Map<String, @Nullable Object>> forms = new LinkedHashMap<>();

    AwaitReader(NodeReader nodes) {
        this.nodes = nodes;
    }

    Canvas read(Canvas.Traits traits, Fields fields, UntilReader times, Site site) {
        var name = fields.name(Kind.AWAIT.key, Names.SIGNAL);
        var assignees = fields.texts("assignees", Names.ASSIGNEE, MOST_ASSIGNEES);
        return new Canvas.Await(
                traits,
                name == null ? "" : name,
                form(fields),
                assignees == null ? List.of() : assignees,
                fields.has("timeout") ? times.pause(fields, "timeout") : null,
                fields.has("onTimeout") ? instead(fields, site) : null);
    }

    private Map<String, @Nullable Object> form(Fields fields) {
        var form = fields.object("form");
        if (form == null) {
            return Map.of();
        }
        forms.put(form.pointer(), form.copy());
        return form.copy();
    }

    private Canvas instead(Fields fields, Site site) {
        if (!fields.has("timeout")) {
            fields.flaw("onTimeout", "UNREACHABLE", "Without `timeout` this never runs: add one.");
        }
        var inside = site.inside(fields.at("onTimeout"), new Segment.OnTimeout());
        return nodes.read(fields.get("onTimeout"), inside);
    }

    /// The schemas that were read, by their pointers.
    Map<String, Map<String, @Nullable Object>> forms() {
        return forms;
    }
}
