package dev.lovage.canvas.celery;

import dev.lovage.canvas.Pointer;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object that is being read. What is `None` in Python is absent; what is of the wrong type is
/// noted, and absent too.
final class Members {
    private final Map<?, ?> map;
    private final String at;
    private final Notes notes;

    Members(Map<?, ?> map, String at, Notes notes) {
        this.map = map;
        this.at = at;
        this.notes = notes;
    }

    static @Nullable Members of(@Nullable Object value, String at, Notes notes) {
        if (value instanceof Map<?, ?> map) {
            return new Members(map, at, notes);
        }
        notes.flaw(at, "TYPE", "Must be an object.");
        return null;
    }

    String at() {
        return at;
    }

    String at(String key) {
        return Pointer.of(at, key);
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    @Nullable Object get(String key) {
        return map.get(key);
    }

    void flaw(String key, String code, String message) {
        notes.flaw(at(key), code, message);
    }

    @Nullable String text(String key) {
        return as(key, String.class, "a text");
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(as(key, Boolean.class, "true or false"));
    }

    @Nullable Number number(String key) {
        return as(key, Number.class, "a number");
    }

    /// Empty where it is absent.
    List<?> list(String key) {
        var list = as(key, List.class, "a list");
        return list == null ? List.of() : (List<?>) list;
    }

    /// Empty where it is absent.
    Map<String, @Nullable Object> object(String key) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        Map<?, ?> object = as(key, Map.class, "an object");
        if (object != null) {
            object.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }

    Members inner(String key) {
        return new Members(object(key), at(key), notes);
    }

    private <T> @Nullable T as(String key, Class<T> type, String expected) {
        var value = map.get(key);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        flaw(key, "TYPE", "Must be " + expected + ".");
        return null;
    }
}
