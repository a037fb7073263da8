package dev.lovage.engine.interpreter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// How many bytes a JSON value takes as compact UTF-8 text, without writing it.
public final class JsonSize {
    private JsonSize() {}

    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 4;
            case String text -> text(text);
            case List<?> list -> {
                long size = 2L + Math.max(0, list.size() - 1);
                for (var each : list) {
                    size += of(each);
                }
                yield size;
            }
            case Map<?, ?> map -> {
                long size = 2L + Math.max(0, map.size() - 1);
                for (var entry : map.entrySet()) {
                    size += text(String.valueOf(entry.getKey())) + 1 + of(entry.getValue());
                }
                yield size;
            }
            case Object other -> String.valueOf(other).length();
        };
    }

    private static long text(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            size += bytes(text.charAt(i));
        }
        return size;
    }

    /// A character outside of the basic plane has four bytes: two for each of its halves.
    private static int bytes(char each) {
        return switch (each) {
            case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
            default -> {
                if (each < 0x20) {
                    yield 6;
                }
                if (each < 0x80) {
                    yield 1;
                }
                yield each < 0x800 || Character.isSurrogate(each) ? 2 : 3;
            }
        };
    }
}
