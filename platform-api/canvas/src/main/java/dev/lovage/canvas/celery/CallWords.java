package dev.lovage.canvas.celery;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Durations;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The options of one call in which Celery's words stand beside ours: `countdown` in seconds, a
/// `link`. A word that both have, with a value that ours can have, is ours.
///
/// @param own the options in our words alone
/// @param calls the name of every task of the callbacks, by the pointer to it
public record CallWords(
        Map<String, @Nullable Object> own, Canvas.Callbacks callbacks, Map<String, String> calls) {
    private static final String TIMEOUT = "timeout";

    /// Those that only Celery has.
    private static final Set<String> THEIRS =
            Set.of("time_limit", "soft_time_limit", "link", "link_error");

    static CallWords read(
            Map<String, @Nullable Object> options, SettingsReader reader, Notes notes, String at) {
        var theirs = new LinkedHashMap<String, @Nullable Object>();
        var own = new LinkedHashMap<String, @Nullable Object>();
        options.forEach((key, value) -> (isTheirs(key, value) ? theirs : own).put(key, value));
        var settings = reader.read(new Members(theirs, at, notes));
        CanvasWriter.tree(settings.wanted().ofCall())
                .forEach((key, value) -> {
                    if (key.equals(TIMEOUT)) {
                        own.merge(key, value, CallWords::merged);
                    } else {
                        own.put(key, value);
                    }
                });
        return new CallWords(own, Translation.callbacks(settings.links()), notes.calls());
    }

    private static boolean isTheirs(String key, @Nullable Object value) {
        return switch (key) {
            case "countdown" -> value instanceof Number;
            case "expires" -> !(value instanceof String text) || !isDuration(text);
            case "eta" -> value != null;
            default -> THEIRS.contains(key);
        };
    }

    private static boolean isDuration(String text) {
        try {
            return !Durations.parse(text).isNegative();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// What our own `timeout` says stays.
    private static Object merged(@Nullable Object ours, @Nullable Object theirs) {
        var all = new LinkedHashMap<Object, @Nullable Object>();
        for (var each :
                List.of(theirs == null ? Map.of() : theirs, ours == null ? Map.of() : ours)) {
            if (each instanceof Map<?, ?> map) {
                map.forEach(all::put);
            } else {
                return each;
            }
        }
        return all;
    }
}
