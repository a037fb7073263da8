package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;

/// Another definition, as a run of its own. The value is its result.
public final class Flow<T> extends Node<T, Flow<T>> {
    private Flow(Keys keys, @Nullable Type type) {
        super(keys, type);
    }

    static <T> Flow<T> of(String definition, @Nullable Type type) {
        return new Flow<>(Keys.of("flow", definition), type);
    }

    /// Its input; what came before where nothing is said.
    public Flow<T> with(Object input) {
        return having("with", Written.of(input));
    }

    /// This revision; the latest where nothing is said.
    public Flow<T> revision(int revision) {
        return having("revision", (long) revision);
    }

    /// It goes on by itself; the value is the id of its run.
    public Flow<String> detached() {
        return new Flow<>(keys().with("detached", true), String.class);
    }

    @Override
    Flow<T> having(Keys keys) {
        return new Flow<>(keys, type());
    }
}
