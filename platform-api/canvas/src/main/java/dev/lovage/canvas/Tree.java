package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A JSON object that is being written: what is absent is left out.
final class Tree {
    final SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();

    void put(String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    void duration(String key, @Nullable Duration value, @Nullable Duration fallback) {
        put(key, value == null || value.equals(fallback) ? null : Durations.write(value));
    }

    void node(String key, @Nullable Canvas node) {
        put(key, node == null ? null : CanvasWriter.tree(node));
    }

    void template(String key, @Nullable Template template) {
        if (template != null) {
            map.put(key, Templates.write(template));
        }
    }

    static @Nullable Object filled(Map<String, @Nullable Object> map) {
        return map.isEmpty() ? null : map;
    }

    static @Nullable Object filled(List<String> list) {
        return list.isEmpty() ? null : list;
    }
}
