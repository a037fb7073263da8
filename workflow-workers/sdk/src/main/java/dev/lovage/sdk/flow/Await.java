package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Waits for a signal: something that happens outside, or a person's decision. The value is what it
/// brings.
public final class Await<T> extends Node<T, Await<T>> {
    private Await(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Await<T> of(String signal, @Nullable Type type) {
        return new Await<>(Keys.of("await", signal), type);
    }

    /// JSON Schema of what the signal may bring; the console draws its form from it.
    public Await<T> form(Map<String, ?> schema) {
        return having("form", new LinkedHashMap<>(schema));
    }

    /// The people or groups that are asked.
    public Await<T> assignees(String... names) {
        return having("assignees", List.of(names));
    }

    /// When it gives up.
    @Override
    public Await<T> timeout(Duration time) {
        return having("timeout", time.toString());
    }

    /// What makes the value when it gives up; else it fails with `AWAIT_TIMEOUT`.
    public Await<T> onTimeout(Step<?> step) {
        return having("onTimeout", step);
    }

    @Override
    Await<T> having(Keys keys) {
        return new Await<>(keys, type());
    }
}
