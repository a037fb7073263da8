package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.List;

/// A step that needs no words of its own: a chain, a value, a wait.
public final class Plain<T> extends Node<T, Plain<T>> {
    private Plain(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Plain<T> chain(List<Step<?>> members, @Nullable Type type) {
        return new Plain<>(Keys.of("chain", List.copyOf(members)), type);
    }

    static <T> Plain<T> value(@Nullable Object json, @Nullable Type type) {
        return new Plain<>(Keys.of("value", json), type);
    }

    static Plain<Object> wait(Object time) {
        return new Plain<>(Keys.of("wait", time), null);
    }

    /// The value that came before it is its own.
    boolean waits() {
        return keys().map().containsKey("wait");
    }

    @Override
    Plain<T> having(Keys keys) {
        return new Plain<>(keys, type());
    }
}
