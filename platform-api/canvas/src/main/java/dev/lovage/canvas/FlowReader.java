package dev.lovage.canvas;

import java.util.Map;
import java.util.TreeSet;

/// Reads what a flow says of its own: which definition, and with what.
final class FlowReader {
    private static final int LAST_REVISION = 1_000_000_000;

    private final Visibility visibility;

    FlowReader(Visibility visibility) {
        this.visibility = visibility;
    }

    Canvas read(Canvas.Traits traits, Fields fields, Site site) {
        var name = fields.name("flow", Names.DEFINITION);
        if (Definition.ADHOC.equals(name)) {
            fields.flaw("flow", "NAME", "`adhoc` is the name of canvases that nobody saved.");
        }
        var detached = Boolean.TRUE.equals(fields.flag("detached"));
        timeouts(fields, detached);
        var with =
                fields.has("with")
                        ? visibility.templates(site).read(fields.get("with"), fields.at("with"))
                        : null;
        return new Canvas.Flow(
                traits,
                name == null ? "" : name,
                fields.whole("revision", 1, LAST_REVISION),
                with,
                detached);
    }

    private static void timeouts(Fields fields, boolean detached) {
        if (!(fields.get("timeout") instanceof Map)) {
            return;
        }
        var timeout = fields.object("timeout");
        if (timeout == null) {
            return;
        }
        var others = new TreeSet<>(timeout.keys());
        others.retainAll(Keys.TIMEOUT);
        others.remove("total");
        for (var key : others) {
            timeout.flaw(
                    key,
                    "UNKNOWN_KEY",
                    "`%s` is up to the other definition; `total` bounds the whole of it here."
                            .formatted(key));
        }
        if (detached && timeout.has("total")) {
            timeout.flaw(
                    "total",
                    "UNKNOWN_KEY",
                    "Nothing waits for a detached run: `runTimeout` in its definition bounds it.");
        }
    }
}
