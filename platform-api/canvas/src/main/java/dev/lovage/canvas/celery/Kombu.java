package dev.lovage.canvas.celery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Values that kombu writes with their Python type, `{"__type__": "datetime", "__value__": ..}`, as
/// the JSON that anyone else would have written: a text.
final class Kombu {
    private static final String TYPE = "__type__";
    private static final String VALUE = "__value__";
    private static final Set<String> TEXTS = Set.of("datetime", "date", "time", "decimal");
    private static final int UUID_DIGITS = 32;

    private Kombu() {}

    /// The same value without such types, wherever in it they stand.
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> list(list);
            case Map<?, ?> map -> {
                var typed = typed(map);
                yield typed == null ? map(map) : typed;
            }
            case null, default -> value;
        };
    }

    static List<@Nullable Object> list(List<?> list) {
        var plain = new ArrayList<@Nullable Object>(list.size());
        list.forEach(item -> plain.add(plain(item)));
        return plain;
    }

    static Map<String, @Nullable Object> map(Map<?, ?> map) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        return plain;
    }

    private static @Nullable String typed(Map<?, ?> map) {
        if (map.size() != 2 || !(map.get(TYPE) instanceof String type)) {
            return null;
        }
        return switch (map.get(VALUE)) {
            case String text when TEXTS.contains(type) -> text;
            case Map<?, ?> uuid when type.equals("uuid") && uuid.get("hex") instanceof String hex ->
                    uuid(hex);
            case null, default -> null;
        };
    }

    private static String uuid(String hex) {
        return hex.length() == UUID_DIGITS
                ? hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
                : hex;
    }
}
