package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Refuses what a schema could not be checked with safely: references that leave it or go round in
/// circles, and patterns that take more than linear time.
final class SchemaRefs {
    /// Keywords whose schemas look at the very same value again.
    private static final List<String> SAME_VALUE =
            List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Map<String, @Nullable Object> root;
    private final String pointer;
    private final Flaws flaws;

    SchemaRefs(Map<String, @Nullable Object> root, String pointer, Flaws flaws) {
        this.root = root;
        this.pointer = pointer;
        this.flaws = flaws;
    }

    void check() {
        if (root.containsKey("$schema") && !DIALECT.equals(root.get("$schema"))) {
            flaws.add(
                    Pointer.of(pointer, "$schema"),
                    "SCHEMA",
                    "Only JSON Schema 2020-12 is understood: leave `$schema` out.");
        }
        walk(root, pointer);
    }

    private void walk(@Nullable Object value, String at) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                walk(list.get(i), Pointer.of(at, i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> member(map, String.valueOf(key), member, at));
        }
    }

    private void member(Map<?, ?> schema, String key, @Nullable Object member, String at) {
        var here = Pointer.of(at, key);
        switch (key) {
            case "$ref", "$dynamicRef" -> reference(schema, member, here);
            case "$id" -> local(member, here);
            case "pattern" -> pattern(member, here);
            case "patternProperties" -> {
                if (member instanceof Map<?, ?> map) {
                    map.keySet().forEach(k -> pattern(k, Pointer.of(here, String.valueOf(k))));
                }
            }
            default -> {}
        }
        walk(member, here);
    }

    private void local(@Nullable Object id, String at) {
        if (id instanceof String) {
            flaws.add(at, "SCHEMA", "The schema of an input has no `$id`: leave it out.");
        }
    }

    private void reference(Map<?, ?> schema, @Nullable Object reference, String at) {
        if (!(reference instanceof String text)) {
            return;
        }
        if (!text.startsWith("#") || resolve(root, text) == null) {
            flaws.add(
                    at,
                    "SCHEMA",
                    "`%s` is not in this schema: refer to a part of it, as `#/$defs/name`."
                            .formatted(text));
        } else if (circles(schema, Collections.newSetFromMap(new IdentityHashMap<>()))) {
            flaws.add(at, "SCHEMA", "`%s` leads back to itself.".formatted(text));
        }
    }

    private void pattern(@Nullable Object pattern, String at) {
        if (pattern instanceof String text && !Regex.isValid(text)) {
            flaws.add(
                    at,
                    "SCHEMA",
                    "`%s` is no regular expression of RE2, which has no look-around and no back-references."
                            .formatted(text));
        }
    }

    /// Whether checking a value against `schema` would come back to it with the same value.
    private boolean circles(@Nullable Object schema, Set<Object> around) {
        return switch (schema) {
            case List<?> list -> list.stream().anyMatch(part -> circles(part, around));
            case Map<?, ?> map when !around.add(map) -> true;
            case Map<?, ?> map -> {
                var found =
                        map.get("$ref") instanceof String reference
                                && circles(resolve(root, reference), around);
                for (var key : SAME_VALUE) {
                    found = found || circles(parts(key, map.get(key)), around);
                }
                around.remove(map);
                yield found;
            }
            case null, default -> false;
        };
    }

    private static @Nullable Object parts(String key, @Nullable Object member) {
        return key.equals("dependentSchemas") && member instanceof Map<?, ?> map
                ? List.copyOf(map.values())
                : member;
    }

    /// The part of `root` that a local reference names, or `null`.
    static @Nullable Object resolve(Map<String, @Nullable Object> root, String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (!reference.startsWith("#/")) {
            return null;
        }
        Object part = root;
        for (var word : reference.substring(2).split("/", -1)) {
            var key = word.replace("~1", "/").replace("~0", "~");
            part = part instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return part;
    }
}
