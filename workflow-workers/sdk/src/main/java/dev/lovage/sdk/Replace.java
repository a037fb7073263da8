package dev.lovage.sdk;

import org.jspecify.annotations.Nullable;

/// What a task returns to be replaced by a canvas: that runs in its place, and gives its value.
///
/// `return Replace.with(Map.of("map", pages, "do", Map.of("task", "page.read")));`
///
/// The canvas may call the tasks that the definition of the run calls or lists in `mayCall`.
public final class Replace {
    private final @Nullable Object canvas;

    private Replace(@Nullable Object canvas) {
        this.canvas = canvas;
    }

    /// Answers with a canvas: a node in the language's JSON form, or a list that is a chain; maps
    /// and lists, or records that become such.
    public static Replace with(Object canvas) {
        return new Replace(canvas);
    }

    @Nullable Object canvas() {
        return canvas;
    }
}
