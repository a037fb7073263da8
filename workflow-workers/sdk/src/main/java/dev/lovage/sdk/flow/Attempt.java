package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// Steps, and what is done when one of them fails.
public final class Attempt<T> extends Node<T, Attempt<T>> {
    private Attempt(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Attempt<T> of(Step<T> body) {
        return new Attempt<>(Keys.of("try", body), body.type());
    }

    /// What is done about every error that no catch before it took; its value is that of the whole.
    public Attempt<T> catching(Function<Ref<RunError>, Step<?>> handler) {
        return caught(null, handler);
    }

    /// What is done about errors of this code or type.
    public Attempt<T> catching(String code, Function<Ref<RunError>, Step<?>> handler) {
        return caught(List.of(code), handler);
    }

    /// What is done about errors of these codes or types.
    public Attempt<T> catching(List<String> codes, Function<Ref<RunError>, Step<?>> handler) {
        return caught(codes, handler);
    }

    private Attempt<T> caught(
            @Nullable List<String> codes, Function<Ref<RunError>, Step<?>> handler) {
        var entry = new LinkedHashMap<String, Object>();
        if (codes != null) {
            entry.put("on", List.copyOf(codes));
        }
        entry.put("do", handler.apply(RunError.REF));
        return having(keys().withOneMore("catch", entry));
    }

    /// When it fails, what was done in it is undone, newest first.
    public Attempt<T> compensating() {
        return having("compensate", true);
    }

    /// What is done at last, whatever happened.
    public Attempt<T> last(Step<?> step) {
        return having("finally", step);
    }

    @Override
    Attempt<T> having(Keys keys) {
        return new Attempt<>(keys, type());
    }
}
