package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;

/// The first branch whose condition holds; none: what came before it passes through.
public final class Choice<T> extends Node<T, Choice<T>> {
    private static final String KEY = "switch";

    private Choice(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Choice<T> of(Ref<Boolean> condition, Step<T> step) {
        return new Choice<T>(Keys.NONE, step.type()).when(condition, step);
    }

    /// Else, where this holds.
    public Choice<T> when(Ref<Boolean> condition, Step<? extends T> step) {
        var branch = new LinkedHashMap<String, Object>();
        branch.put("when", condition.written());
        branch.put("do", step);
        return having(keys().withOneMore(KEY, branch));
    }

    /// Where nothing else holds.
    public Choice<T> otherwise(Step<? extends T> step) {
        var branch = new LinkedHashMap<String, Object>();
        branch.put("else", step);
        return having(keys().withOneMore(KEY, branch));
    }

    @Override
    Choice<T> having(Keys keys) {
        return new Choice<>(keys, type());
    }
}
