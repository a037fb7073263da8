package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads what a call says of its own: the task, and how its arguments are made.
final class CallReader {
    private static final int MOST_NAMES = 100;

    private final Visibility visibility;

    CallReader(Visibility visibility) {
        this.visibility = visibility;
    }

    Canvas read(Canvas.Traits traits, Fields fields, Site site) {
        var pipe = Boolean.TRUE.equals(fields.flag("pipe"));
        if (pipe && !site.prev()) {
            fields.flaw("pipe", "NO_PREV", "No value comes before this step: leave `pipe` out.");
        }
        var arguments =
                new Canvas.Arguments(
                        argument(fields, "args", List.class, site),
                        argument(fields, "with", Map.class, site),
                        pipe);
        return new Canvas.Call(traits, callee(fields, site), arguments);
    }

    private Canvas.Callee callee(Fields fields, Site site) {
        var task = fields.text("task");
        if (task == null || !task.contains("${")) {
            var name = fields.name("task", Names.TASK);
            if (fields.has("oneOf")) {
                fields.flaw(
                        "oneOf",
                        "UNKNOWN_KEY",
                        "`oneOf` has no meaning beside the name of a task: leave it out, or give"
                                + " the name by an expression.");
            }
            return new Canvas.Callee.Named(name == null ? "" : name);
        }
        if (!fields.has("oneOf")) {
            fields.flaw(
                    "oneOf",
                    "MISSING",
                    "`oneOf` is missing: a task named by an expression needs the list of all"
                            + " names that it may be.");
        } else if (List.of().equals(fields.get("oneOf"))) {
            fields.flaw("oneOf", "EMPTY", "Name the tasks that may be called.");
        }
        var names = fields.texts("oneOf", Names.TASK, MOST_NAMES);
        return new Canvas.Callee.OneOf(
                visibility.templates(site).read(task, fields.at("task")),
                names == null ? List.of() : names);
    }

    private @Nullable Template argument(Fields fields, String key, Class<?> type, Site site) {
        if (!fields.has(key)) {
            return null;
        }
        var template = visibility.templates(site).read(fields.get(key), fields.at(key));
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
}
