package dev.lovage.sdk;

import org.jspecify.annotations.Nullable;

/// What a task gave: its value, or a canvas that runs in its place.
public final class TaskResult {
    private final byte[] json;
    private final boolean replaces;

    private TaskResult(byte[] json, boolean replaces) {
        this.json = json;
        this.replaces = replaces;
    }

    static TaskResult of(@Nullable Object returned) {
        return returned instanceof Replace replace
                ? new TaskResult(Json.encode(replace.canvas()), true)
                : new TaskResult(Json.encode(returned), false);
    }

    /// As JSON; not to be changed.
    public byte[] json() {
        return json;
    }

    /// Whether it is a canvas.
    public boolean replaces() {
        return replaces;
    }
}
