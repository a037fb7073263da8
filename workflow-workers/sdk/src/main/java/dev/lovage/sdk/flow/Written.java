package dev.lovage.sdk.flow;

import dev.lovage.sdk.JavaValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes Java values, with references among them, as the language's JSON has them. A text is data:
/// `${` in it is no expression.
final class Written {
    private Written() {}

    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case Arg<?> arg -> arg.written();
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case null, default -> plain(JavaValues.json(value));
        };
    }

    /// Whether it is known now, to the last part of it.
    static boolean isConstant(@Nullable Object value) {
        return switch (value) {
            case Arg<?> _ -> false;
            case Map<?, ?> map -> map.values().stream().allMatch(Written::isConstant);
            case Collection<?> list -> list.stream().allMatch(Written::isConstant);
            case null, default -> true;
        };
    }

    static String escaped(String text) {
        return text.replace("${", "$${");
    }

    private static @Nullable Object plain(@Nullable Object json) {
        return switch (json) {
            case String text -> escaped(text);
            case Map<?, ?> map -> map(map);
            case Collection<?> list -> list(list);
            case null, default -> json;
        };
    }

    private static Object map(Map<?, ?> map) {
        var written = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> written.put(String.valueOf(key), of(value)));
        return written;
    }

    private static Object list(Collection<?> list) {
        var written = new ArrayList<@Nullable Object>();
        list.forEach(value -> written.add(of(value)));
        return written;
    }
}
