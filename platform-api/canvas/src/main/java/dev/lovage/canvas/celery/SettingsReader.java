package dev.lovage.canvas.celery;

import dev.lovage.canvas.Names;
import dev.lovage.canvas.Pointer;
import dev.lovage.canvas.celery.Settings.Links;
import dev.lovage.canvas.celery.Settings.Marks;
import dev.lovage.canvas.celery.Settings.Wanted;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Reads the `options` of a signature. What only says how Celery sends and keeps things is passed
/// over; what a task would miss is refused.
final class SettingsReader {
    private static final int LONGEST_LABEL = 200;
    private static final String ID = "celery-id:";

    private final PriorityOrder order;
    private final Times times;
    private final Notes notes;

    /// Reads a callback, which stands at a pointer.
    private final BiFunction<@Nullable Object, String, Signature> signatures;

    SettingsReader(
            PriorityOrder order,
            Times times,
            Notes notes,
            BiFunction<@Nullable Object, String, Signature> signatures) {
        this.order = order;
        this.times = times;
        this.notes = notes;
        this.signatures = signatures;
    }

    Settings read(Members options) {
        refuse(options);
        stamps(options);
        return new Settings(
                wanted(options),
                new Links(links(options, "link"), links(options, "link_error")),
                marks(options));
    }

    private static void refuse(Members options) {
        if (!options.object("headers").isEmpty()) {
            options.flaw(
                    "headers",
                    "NO_MEANING",
                    "A task sees no headers: give it an argument instead.");
        }
        if (!options.list("chain").isEmpty()) {
            options.flaw(
                    "chain",
                    "NO_MEANING",
                    "This was taken from a running task: write what follows as a chain.");
        }
        for (var key : List.of("routing_key", "exchange")) {
            if (options.has(key) && !"".equals(options.get(key)) && !options.has("queue")) {
                options.flaw(
                        key, "NO_MEANING", "There are queues only: name one in `queue` instead.");
            }
        }
    }

    private Wanted wanted(Members options) {
        var limit = times.limit(options, "time_limit");
        var soft = times.limit(options, "soft_time_limit");
        if (limit != null && soft != null && soft.compareTo(limit) > 0) {
            options.flaw(
                    "soft_time_limit", "RANGE", "It must not be longer than the `time_limit`.");
        }
        return new Wanted(
                queue(options),
                priority(options),
                times.notBefore(options),
                times.expires(options),
                limit,
                soft);
    }

    private static @Nullable String queue(Members options) {
        var queue = options.text("queue");
        if (queue != null && !Names.QUEUE.admits(queue)) {
            options.flaw("queue", "NAME", "Must be " + Names.QUEUE.words() + ".");
            return null;
        }
        return queue;
    }

    private @Nullable Integer priority(Members options) {
        if (!options.has("priority")) {
            return null;
        }
        if (options.get("priority") instanceof Long priority
                && priority >= 0
                && priority <= PriorityOrder.MOST) {
            return order.ours(priority.intValue());
        }
        options.flaw(
                "priority", "RANGE", "Must be a whole number from 0 to 9, as Celery counts them.");
        return null;
    }

    /// One, or a list of them.
    private List<Signature> links(Members options, String key) {
        var value = options.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            return List.of(signatures.apply(value, options.at(key)));
        }
        var links = new ArrayList<Signature>();
        for (var each : list) {
            links.add(signatures.apply(each, Pointer.of(options.at(key), links.size())));
        }
        return links;
    }

    private static Marks marks(Members options) {
        var id = options.text("task_id");
        if (id != null && !Names.TAG.admits(ID + id)) {
            options.flaw(
                    "task_id",
                    "RANGE",
                    "It becomes the tag `celery-id:..`, which is " + Names.TAG.words() + ".");
            id = null;
        }
        var label = options.text("shadow");
        if (label != null && label.length() > LONGEST_LABEL) {
            options.flaw("shadow", "RANGE", "At most " + LONGEST_LABEL + " characters.");
            label = null;
        }
        return new Marks(id == null ? null : ID + id, label, options.flag("ignore_result"));
    }

    /// A stamp becomes a tag of the run, `name:value`; of a list every value does.
    private void stamps(Members options) {
        for (var header : options.list("stamped_headers")) {
            var name = String.valueOf(header);
            var value = options.get(name);
            var values = value instanceof List<?> list ? list : List.of(value == null ? "" : value);
            for (var each : values) {
                var tag = name + ":" + each;
                if (Names.TAG.admits(tag)) {
                    notes.tag(tag);
                } else {
                    options.flaw(
                            name,
                            "RANGE",
                            "The stamp becomes the tag `%s:..`, which is %s."
                                    .formatted(name, Names.TAG.words()));
                }
            }
        }
    }
}
