package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Reads the names that a canvas gives, and refuses those that mean something else already.
final class Naming {
    private Naming() {}

    /// What a map calls its elements and, if asked to, their places.
    record Element(String as, @Nullable String index) {
        Set<String> names() {
            return index == null || index.equals(as) ? Set.of(as) : Set.of(as, index);
        }
    }

    /// @param bound names that the maps and loops around give
    static Element element(Fields fields, Set<String> bound) {
        var as = bind(fields, "as", bound);
        var index = bind(fields, "index", bound);
        if (!fields.has("as") && bound.contains(Canvas.Each.ITEM)) {
            fields.flaw(
                    "as",
                    "NAME",
                    "`item` is bound by a map or loop around: give this map an `as:` of its own.");
        }
        var name = as == null ? Canvas.Each.ITEM : as;
        if (name.equals(index)) {
            fields.flaw("index", "NAME", "`as` and `index` must be different names.");
        }
        return new Element(name, index);
    }

    /// Whether `name` means nothing yet where it is given.
    static boolean isFree(Fields fields, String key, String name, Set<String> bound) {
        var taken = taken(name, bound);
        if (!taken.isEmpty()) {
            fields.flaw(key, "NAME", "`%s` %s: choose another name.".formatted(name, taken));
        }
        return taken.isEmpty();
    }

    private static String taken(String name, Set<String> bound) {
        if (Names.isCelWord(name)) {
            return "is a word of the expression language";
        }
        if (Names.isInScope(name)) {
            return "already means something in expressions";
        }
        return bound.contains(name) ? "is bound by a map or loop around" : "";
    }

    /// The name that `key` gives, if it gives one and it is free.
    ///
    /// @param bound names that the maps and loops around give
    static @Nullable String bind(Fields fields, String key, Set<String> bound) {
        var name = fields.name(key, Names.STEP);
        return name != null && isFree(fields, key, name, bound) ? name : null;
    }
}
