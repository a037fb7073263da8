package dev.lovage.sdk.flow;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Json;
import dev.lovage.sdk.JavaValues;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A workflow being written: what it takes, what it does, and what holds for all of its runs.
///
/// It never changes: what is said about it gives another one.
///
/// @param <I> its input
public final class Workflow<I> {
    private final Keys keys;
    private final @Nullable Type input;

    private Workflow(Keys keys, @Nullable Type input) {
        this.keys = keys;
        this.input = input;
    }

    static Workflow<Object> named(String name) {
        return new Workflow<>(Keys.of("name", name), null);
    }

    public String name() {
        return String.valueOf(keys.get("name"));
    }

    public Workflow<I> describedAs(String text) {
        return having("description", text);
    }

    public Workflow<I> tags(String... tags) {
        return having("tags", List.of(tags));
    }

    /// The input is one of these: its JSON Schema is that of the record.
    public <J> Workflow<J> takes(Class<J> type) {
        return new Workflow<>(keys.with("input", JavaValues.schema(type)), type);
    }

    /// The input has this JSON Schema.
    public Workflow<Object> takes(Map<String, ?> schema) {
        return new Workflow<>(keys.with("input", new LinkedHashMap<>(schema)), null);
    }

    /// What a field of the input is where it is not given.
    public Workflow<I> defaulting(String field, Object value) {
        var schema = new LinkedHashMap<String, @Nullable Object>(map(keys.get("input")));
        var properties = new LinkedHashMap<String, @Nullable Object>(map(schema.get("properties")));
        if (!properties.containsKey(field)) {
            throw new IllegalArgumentException(
                    "The input has no field `%s`; say first what it takes, with takes(..)"
                            .formatted(field));
        }
        var property = new LinkedHashMap<String, @Nullable Object>(map(properties.get(field)));
        property.put("default", JavaValues.json(value));
        properties.put(field, property);
        schema.put("properties", properties);
        var required = new ArrayList<Object>();
        if (schema.get("required") instanceof List<?> names) {
            required.addAll(names);
        }
        required.remove(field);
        schema.put("required", required);
        return having("input", schema);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        if (json instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> map.put(String.valueOf(name), value));
        }
        return map;
    }

    /// Up to eight fields of the input by which runs are found, as `input.order`.
    public Workflow<I> search(String... fields) {
        return having("search", List.of(fields));
    }

    /// Where its runs go, and their calls unless they say otherwise.
    public Workflow<I> queue(String queue) {
        return having("queue", queue);
    }

    /// 1 (first) to 5, of every call that does not say otherwise.
    public Workflow<I> priority(int priority) {
        return defaulted("priority", (long) priority);
    }

    /// How often and when a call is tried again, unless it says otherwise.
    public Workflow<I> retry(Retry retry) {
        return defaulted("retry", retry.keys().map());
    }

    /// How long one attempt of a call may take, unless it says otherwise.
    public Workflow<I> timeout(Duration attempt) {
        return timeout(Timeout.attempt(attempt));
    }

    /// How long calls may take, unless they say otherwise.
    public Workflow<I> timeout(Timeout timeout) {
        return defaulted("timeout", timeout.keys().map());
    }

    /// How long a run may take; 24 hours where nothing is said.
    public Workflow<I> runTimeout(Duration time) {
        return having("runTimeout", time.toString());
    }

    /// How long a cancelled run waits for its tasks.
    public Workflow<I> cancelGrace(Duration time) {
        return having("cancelGrace", time.toString());
    }

    /// How long a run may clean up once it was cancelled or has timed out.
    public Workflow<I> cleanupTimeout(Duration time) {
        return having("cleanupTimeout", time.toString());
    }

    /// What it does.
    ///
    /// @param body gets the input
    public Workflow<I> steps(Function<Ref<I>, Step<?>> body) {
        return having("do", body.apply(new Ref<>("input", input)));
    }

    /// What it does, one after the other.
    public Workflow<I> steps(Step<?>... steps) {
        return having("do", Steps.chain(steps));
    }

    /// How its result is made; the value of its last step where nothing is said.
    public Workflow<I> output(Object value) {
        return having("output", Written.of(value));
    }

    /// What begins once a run has succeeded.
    public Workflow<I> onSuccess(Step<?> callback) {
        return new Workflow<>(keys.withOneMore("onSuccess", callback), input);
    }

    /// What begins once a run has failed.
    ///
    /// @param callback gets the error
    public Workflow<I> onError(Function<Ref<RunError>, Step<?>> callback) {
        return new Workflow<>(keys.withOneMore("onError", callback.apply(RunError.REF)), input);
    }

    /// What is done at last, whatever happened.
    public Workflow<I> last(Step<?> step) {
        return having("finally", step);
    }

    /// The same in the language.
    ///
    /// @throws dev.lovage.canvas.InvalidCanvasException when it breaks the language's rules: all
    ///   that is wrong, each with its place
    public Definition definition() {
        return CanvasReader.definition(Json.write(Trees.definition(keys)));
    }

    private Workflow<I> having(String key, @Nullable Object value) {
        return new Workflow<>(keys.with(key, value), input);
    }

    private Workflow<I> defaulted(String key, Object value) {
        var defaults = map(keys.get("defaults"));
        defaults.put(key, value);
        return having("defaults", defaults);
    }
}
