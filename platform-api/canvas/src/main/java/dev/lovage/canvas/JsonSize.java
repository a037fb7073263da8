package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Counts the bytes of compact JSON without writing it, and no further than is asked for.
final class JsonSize {
    private final long enough;
    private long bytes;

    JsonSize(long enough) {
        this.enough = enough;
    }

    long of(@Nullable Object value) {
        add(value);
        return bytes;
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case String text -> text(text);
            case List<?> list -> {
                bytes += list.isEmpty() ? 2 : list.size() + 1;
                for (var item : list) {
                    if (bytes > enough) {
                        return;
                    }
                    add(item);
                }
            }
            case Map<?, ?> map -> {
                bytes += map.isEmpty() ? 2 : map.size() * 2L + 1;
                for (var member : map.entrySet()) {
                    if (bytes > enough) {
                        return;
                    }
                    text(String.valueOf(member.getKey()));
                    add(member.getValue());
                }
            }
            case null, default -> bytes += String.valueOf(value).length();
        }
    }

    private void text(String text) {
        bytes += 2;
        for (int i = 0; i < text.length() && bytes <= enough; i++) {
            bytes += bytes(text.charAt(i));
        }
    }

    private static int bytes(char c) {
        return switch (c) {
            case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
            default -> {
                if (c < 0x20) {
                    yield 6;
                }
                if (Character.isSurrogate(c)) {
                    yield 2;
                }
                yield c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        };
    }
}
