package dev.lovage.sdk;

import dev.lovage.canvas.Durations;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The attributes of a [Task] as options in the language's own JSON form; what was not set is left
/// out.
final class TaskOptions {
    private static final int LAST_PRIORITY = 5;
    private static final Duration LONGEST_INLINE = Duration.ofSeconds(2);
    private static final String INLINE = "1s";

    private TaskOptions() {}

    static Map<String, @Nullable Object> of(Task task) {
        if (task.priority() < 0 || task.priority() > LAST_PRIORITY) {
            throw new IllegalArgumentException("priority is 1 (first) to 5");
        }
        if (task.attempts() < 0) {
            throw new IllegalArgumentException("attempts is 1 or more");
        }
        var retry = new LinkedHashMap<String, @Nullable Object>();
        put(retry, "attempts", task.attempts());
        put(retry, "backoff", duration("backoff", task.backoff()));
        put(retry, "never", List.of(task.never()));
        var timeout = new LinkedHashMap<String, @Nullable Object>();
        put(timeout, "attempt", attempt(task));
        put(timeout, "soft", duration("soft", task.soft()));
        var options = new LinkedHashMap<String, @Nullable Object>();
        put(options, "queue", task.queue());
        put(options, "priority", task.priority());
        put(options, "retry", retry);
        put(options, "timeout", timeout);
        if (task.inline()) {
            options.put("inline", true);
        }
        return options;
    }

    private static String attempt(Task task) {
        var text = duration("timeout", task.timeout());
        if (task.inline() && !text.isEmpty()) {
            if (Durations.parse(text).compareTo(LONGEST_INLINE) > 0) {
                throw new IllegalArgumentException(
                        "timeout of an inline task is at most 2s: what takes longer is not inline");
            }
            return text;
        }
        return task.inline() ? INLINE : text;
    }

    private static String duration(String attribute, String text) {
        if (!text.isEmpty() && !Durations.parse(text).isPositive()) {
            throw new IllegalArgumentException(attribute + " must be longer than nothing");
        }
        return text;
    }

    private static void put(Map<String, @Nullable Object> target, String key, Object value) {
        var unset =
                switch (value) {
                    case Integer number -> number == 0;
                    case String text -> text.isEmpty();
                    case List<?> list -> list.isEmpty();
                    case Map<?, ?> map -> map.isEmpty();
                    case Object _ -> false;
                };
        if (!unset) {
            target.put(key, value instanceof Integer number ? (Object) number.longValue() : value);
        }
    }
}
