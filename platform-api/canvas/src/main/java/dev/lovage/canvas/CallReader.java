package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads what a call says of its own: the task, and how its arguments are made.
final class CallReader {
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
        return new Canvas.Call(traits, task(fields), arguments);
    }

    private static String task(Fields fields) {
        var task = fields.text("task");
        if (task != null && task.contains("${")) {
            fields.flaw(
                    "task", "NOT_YET", Keys.notYet("A task named by an expression", Keys.ONE_EACH));
        } else if (task != null) {
            task = fields.name("task", Names.TASK);
        }
        return task == null ? "" : task;
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
