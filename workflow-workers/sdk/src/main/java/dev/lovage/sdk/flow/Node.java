package dev.lovage.sdk.flow;

import dev.lovage.canvas.Json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// What every kind of step may have.
///
/// @param <T> its value
/// @param <S> the kind itself
public abstract sealed class Node<T, S extends Node<T, S>> implements Step<T>
        permits Attempt, Await, Call, Choice, Flow, Graph, Loop, Members, Plain {
    private final Keys keys;
    private final @Nullable Type type;

    Node(Keys keys, @Nullable Type type) {
        this.keys = keys;
        this.type = type;
    }

    /// The same step with other keys.
    abstract S having(Keys keys);

    final Keys keys() {
        return keys;
    }

    /// The same step with one more key, as the language has it.
    ///
    /// @param value plain JSON, or what holds steps
    final S having(String key, @Nullable Object value) {
        return having(keys.with(key, value));
    }

    @Override
    public final @Nullable Type type() {
        return type;
    }

    @Override
    public final Ref<T> ref() {
        if (!(keys.get("id") instanceof String id)) {
            throw new IllegalStateException(
                    "The value of this step is used, but it has no id; give it one, as"
                            + " .id(\"resized\"): "
                            + this);
        }
        return new Ref<>("steps." + id, type);
    }

    /// Its name in the workflow, for references to its value and for whoever looks at a run.
    public final S id(String id) {
        return having("id", id);
    }

    /// Its name for people.
    public final S label(String label) {
        return having("label", label);
    }

    /// It is skipped, with the value `null`, where this is false.
    public final S onlyIf(Ref<Boolean> condition) {
        return having("if", condition.written());
    }

    /// What takes it back when a later step of its compensating `attempt` fails.
    ///
    /// @param undoing gets the value of this step
    public final S undo(Function<Ref<T>, Step<?>> undoing) {
        return having("undo", undoing.apply(new Ref<>("result", type)));
    }

    /// What begins once it has succeeded, beside all that follows.
    ///
    /// @param callback gets the value of this step
    public final S onSuccess(Function<Ref<T>, Step<?>> callback) {
        return having(keys.withOneMore("onSuccess", callback.apply(new Ref<>("result", type))));
    }

    /// What begins once it has failed, beside all that follows.
    ///
    /// @param callback gets the error
    public final S onError(Function<Ref<RunError>, Step<?>> callback) {
        return having(keys.withOneMore("onError", callback.apply(RunError.REF)));
    }

    /// Celery's word for [#onSuccess].
    public final S link(Function<Ref<T>, Step<?>> callback) {
        return onSuccess(callback);
    }

    /// Celery's word for [#onError].
    public final S linkError(Function<Ref<RunError>, Step<?>> callback) {
        return onError(callback);
    }

    /// The queue of all calls in it that do not say otherwise.
    public final S queue(String queue) {
        return having("queue", queue);
    }

    /// 1 (first) to 5, of all calls in it that do not say otherwise.
    public final S priority(int priority) {
        return having("priority", priority);
    }

    /// How often and when a call is tried again.
    public final S retry(Retry retry) {
        return having("retry", retry.keys().map());
    }

    /// How long one attempt of a call may take.
    public S timeout(Duration attempt) {
        return timeout(Timeout.attempt(attempt));
    }

    /// How long calls may take.
    public final S timeout(Timeout timeout) {
        return having("timeout", timeout.keys().map());
    }

    /// It begins so long after it could.
    public final S countdown(Duration delay) {
        return having("countdown", Written.of(delay));
    }

    /// It begins so long after it could, as `10m` or ISO-8601.
    public final S countdown(Arg<?> delay) {
        return having("countdown", Written.of(delay));
    }

    /// It begins no earlier than this.
    public final S eta(Instant moment) {
        return having("eta", Written.of(moment));
    }

    /// It begins no earlier than this, as ISO-8601 with a zone or offset.
    public final S eta(Arg<?> moment) {
        return having("eta", Written.of(moment));
    }

    /// The value of this step, then the next one's.
    public final <R> Plain<R> then(Step<R> next) {
        return Plain.chain(List.of(this, next), next.type());
    }

    /// As JSON.
    @Override
    public String toString() {
        return Json.write(Trees.of(this, true));
    }
}
