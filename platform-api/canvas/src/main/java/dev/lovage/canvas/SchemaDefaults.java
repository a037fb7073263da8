package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Fills what an input leaves open from the `default`s of its schema: in `properties`, `items`,
/// `allOf`, and through local references.
final class SchemaDefaults {
    private static final int MOST_HOPS = 200;

    private final Map<String, @Nullable Object> root;

    SchemaDefaults(Map<String, @Nullable Object> root) {
        this.root = root;
    }

    @Nullable Object fill(@Nullable Object value) {
        return fill(root, value == null ? root.get("default") : value, 0);
    }

    private @Nullable Object fill(@Nullable Object schema, @Nullable Object value, int hops) {
        if (!(schema instanceof Map<?, ?> map)
                || hops > MOST_HOPS
                || BlobReference.of(value).isPresent()) {
            return value;
        }
        var filled = value;
        if (map.get("$ref") instanceof String reference) {
            filled = fill(SchemaRefs.resolve(root, reference), filled, hops + 1);
        }
        if (map.get("allOf") instanceof List<?> all) {
            for (var part : all) {
                filled = fill(part, filled, hops + 1);
            }
        }
        if (filled instanceof Map<?, ?> object
                && map.get("properties") instanceof Map<?, ?> known) {
            return object(known, object, hops);
        }
        return filled instanceof List<?> list && map.get("items") instanceof Map<?, ?> items
                ? list(items, list, hops)
                : filled;
    }

    private Object object(Map<?, ?> properties, Map<?, ?> object, int hops) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((name, value) -> filled.put(String.valueOf(name), value));
        properties.forEach((key, schema) -> {
            var name = String.valueOf(key);
            if (!filled.containsKey(name)
                    && schema instanceof Map<?, ?> map
                    && map.containsKey("default")) {
                filled.put(name, map.get("default"));
            }
            if (filled.containsKey(name)) {
                filled.put(name, fill(schema, filled.get(name), hops + 1));
            }
        });
        return Collections.unmodifiableMap(filled);
    }

    private Object list(Map<?, ?> items, List<?> list, int hops) {
        var filled = new ArrayList<@Nullable Object>(list.size());
        list.forEach(item -> filled.add(fill(items, item, hops + 1)));
        return Collections.unmodifiableList(filled);
    }
}
