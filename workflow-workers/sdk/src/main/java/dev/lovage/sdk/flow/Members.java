package dev.lovage.sdk.flow;

import dev.lovage.canvas.Canvas.Policy;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.Locale;

/// Steps that run all at once: a group, or a map over a list.
public final class Members<T> extends Node<T, Members<T>> {
    private Members(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Members<T> group(Object members, @Nullable Type type) {
        return new Members<>(Keys.of("group", members), type);
    }

    static <T> Members<T> map(
            @Nullable Object items, String as, Step<?> body, @Nullable Type type) {
        return new Members<>(Keys.of("map", items).with("as", as).with("do", body), type);
    }

    /// At most so many at once; 200 where nothing is said.
    public Members<T> concurrency(int most) {
        return having("concurrency", (long) most);
    }

    /// What a member that fails does to the others: `WAIT`, where nothing is said, lets them go on.
    public Members<T> policy(Policy policy) {
        return having("policy", policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /// The first one that fails cancels the others.
    public Members<T> failFast() {
        return policy(Policy.FAIL_FAST);
    }

    /// None fails the whole: in the place of each stands `{value}` or `{error}`.
    public Members<Object> collecting() {
        return new Members<>(keys().with("policy", "collect"), null);
    }

    /// What the place of an element is called, in a map.
    public Members<T> index(String name) {
        return having("index", name);
    }

    @Override
    Members<T> having(Keys keys) {
        return new Members<>(keys, type());
    }
}
