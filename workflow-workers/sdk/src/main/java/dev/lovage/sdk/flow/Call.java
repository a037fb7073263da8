package dev.lovage.sdk.flow;

import dev.lovage.sdk.TaskSignature;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call of one task.
public final class Call<T> extends Node<T, Call<T>> {
    private final @Nullable TaskSignature signature;
    private final Given given;

    /// What it is given: values as written.
    private record Given(
            List<@Nullable Object> places, Map<String, @Nullable Object> names, Pipe pipe) {}

    /// Whether the value that came before it is its first argument.
    enum Pipe {
        NO,
        YES,
        /// Where there is one: Celery's rule.
        IF_ANY
    }

    private Call(Keys keys, @Nullable Type type, @Nullable TaskSignature signature, Given given) {
        super(keys, type);
        this.signature = signature;
        this.given = given;
    }

    /// @param pipe whether the value before it comes first
    static <T> Call<T> of(TaskSignature task, Pipe pipe, Object... arguments) {
        var before = pipe == Pipe.NO || arguments.length >= task.size() ? 0 : 1;
        for (int i = 0; i < arguments.length; i++) {
            check(task, task.argument(before + i), arguments[i]);
        }
        var given = new Given(written(arguments), Map.of(), pipe);
        return new Call<>(Keys.of("task", task.name()), task.result(), task, given);
    }

    /// Of a task of which only the name is known.
    static <T> Call<T> of(String task, @Nullable Type result, Pipe pipe, Object... arguments) {
        var given = new Given(written(arguments), Map.of(), pipe);
        return new Call<>(Keys.of("task", task), result, null, given);
    }

    /// Gives an argument by its name.
    public Call<T> with(String name, @Nullable Object value) {
        if (signature != null) {
            check(signature, name, value);
        }
        var names = new LinkedHashMap<String, @Nullable Object>(given.names);
        names.put(name, Written.of(value));
        var more = new Given(given.places, names, given.pipe);
        return new Call<>(keys(), type(), signature, more);
    }

    /// Not started so long after it could, it ends EXPIRED.
    public Call<T> expires(Duration time) {
        return having("expires", time.toString());
    }

    /// Whether it may run where its run is interpreted: `false` dispatches an inline task.
    public Call<T> inline(boolean allowed) {
        return having("inline", allowed);
    }

    private static List<@Nullable Object> written(Object... arguments) {
        var places = new ArrayList<@Nullable Object>();
        for (var argument : arguments) {
            places.add(Written.of(argument));
        }
        return places;
    }

    private static void check(TaskSignature task, String argument, @Nullable Object value) {
        if (value instanceof Arg<?> later) {
            task.checkLater(argument, later.type());
        } else if (Written.isConstant(value)) {
            task.check(argument, value);
        }
    }

    /// All keys, once it is known what stands before it.
    Keys complete(boolean prev) {
        var pipe = given.pipe == Pipe.YES || (given.pipe == Pipe.IF_ANY && prev);
        var bare = given.places.isEmpty() && given.names.isEmpty() && !pipe;
        var takesNothing = signature != null && signature.size() == 0;
        var passed = bare && prev && !takesNothing;
        if (signature != null) {
            signature.checkGiven(
                    given.places.size() + (pipe || passed ? 1 : 0), given.names.keySet());
        }
        var keys = keys();
        if (!given.places.isEmpty() || (bare && takesNothing)) {
            keys = keys.with("args", given.places);
        }
        if (!given.names.isEmpty()) {
            keys = keys.with("with", given.names);
        }
        return pipe ? keys.with("pipe", true) : keys;
    }

    @Override
    Call<T> having(Keys keys) {
        return new Call<>(keys, type(), signature, given);
    }
}
