package dev.lovage.engine.interpreter;

import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A failure as a JSON value: what expressions see, and what a failed run leaves in Temporal.
public final class FailureValue {
    private FailureValue() {}

    public static Map<String, @Nullable Object> of(Failure failure) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("code", failure.code());
        value.put("type", failure.type());
        value.put("message", failure.message());
        value.put("task", failure.task());
        value.put("path", failure.path());
        value.put("attempt", (long) failure.attempt());
        value.put("retryable", failure.retryable());
        value.put("details", failure.details());
        return Collections.unmodifiableMap(value);
    }

    /// The failure that [#of] made this value of.
    public static Failure read(Map<?, ?> value) {
        return new Failure(
                String.valueOf(value.get("code")),
                String.valueOf(value.get("type")),
                String.valueOf(value.get("message")),
                value.get("task") instanceof String task ? task : null,
                String.valueOf(value.get("path")),
                value.get("attempt") instanceof Number attempt ? attempt.intValue() : 0,
                Boolean.TRUE.equals(value.get("retryable")),
                value.get("details"));
    }
}
