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
                ? new TaskResult(Json.result(replace.canvas()), true)
                : new TaskResult(Json.result(returned), false);
    }

    /// As JSON, at most 128 KiB of it; not to be changed.
    public byte[] json() {
        return json;
    }

    /// Whether it is a canvas.
    public boolean replaces() {
        return replaces;
    }
}
