package dev.lovage.sdk.flow;

import dev.lovage.sdk.JavaValues;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The words in which workflows are written in Java; meant to be imported statically.
///
/// ```java
/// workflow("image-thumbnails")
///         .takes(Pictures.class)
///         .steps(pictures -> {
///             var files = call(Files::list, pictures.get(Pictures::folder), ".png").id("files");
///             return chain(
///                     files,
///                     map(files, file -> call(Images::resize, file.get(File::path), 256)),
///                     call(Files::manifest));
///         })
///         .definition();
/// ```
public final class Steps extends Calls {
    private Steps() {}

    /// A task of which only the name is known.
    public static TaskToCall<Object> task(String name) {
        return TaskToCall.of(name, null);
    }

    /// A task of which only the name is known, and what it gives.
    public static <R> TaskToCall<R> task(String name, Class<R> result) {
        return TaskToCall.of(name, result);
    }

    /// The task whose name is known only when it is called: one of these.
    public static TaskToCall<Object> task(Arg<String> name, String... oneOf) {
        return TaskToCall.oneOf(name.written(), List.of(oneOf));
    }

    /// A workflow of this name, to be filled.
    public static Workflow<Object> workflow(String name) {
        return Workflow.named(name);
    }

    /// One after the other; the value is the last one's. For a typed value: `first.then(second)`.
    public static Plain<Object> chain(Step<?>... steps) {
        return chain(List.of(steps));
    }

    /// One after the other; the value is the last one's.
    public static Plain<Object> chain(List<? extends Step<?>> steps) {
        return Plain.chain(List.copyOf(steps), steps.isEmpty() ? null : steps.getLast().type());
    }

    /// All at once; the value is the list of theirs.
    @SafeVarargs
    @SuppressWarnings("varargs") // the list is only read
    public static <T> Members<List<T>> group(Step<? extends T>... steps) {
        return group(List.of(steps));
    }

    /// All at once; the value is the list of theirs.
    public static <T> Members<List<T>> group(List<? extends Step<? extends T>> steps) {
        return Members.group(List.copyOf(steps), List.class);
    }

    /// All at once, by name; the value is an object of theirs.
    public static Members<Map<String, Object>> group(Map<String, ? extends Step<?>> steps) {
        return Members.group(new LinkedHashMap<>(steps), Map.class);
    }

    /// All of `header` at once, then `body` with the list of their values.
    public static <T> Plain<T> chord(List<? extends Step<?>> header, Step<T> body) {
        return group(header).then(body);
    }

    /// A step for every element of a list that is known only when it runs.
    public static <E, R> Members<List<R>> map(
            Arg<? extends Collection<E>> items, Function<Ref<E>, Step<R>> body) {
        return map(items, "item", body);
    }

    /// A step for every element of a list.
    ///
    /// @param as what the element is called: of maps within maps, each needs a name of its own
    public static <E, R> Members<List<R>> map(
            Arg<? extends Collection<E>> items, String as, Function<Ref<E>, Step<R>> body) {
        var type = items.type();
        return map(
                (Object) items,
                as,
                type == null ? null : JavaValues.elementOf(type).orElse(null),
                body);
    }

    /// A step for every element of a list that is known now.
    public static <E, R> Members<List<R>> map(Collection<E> items, Function<Ref<E>, Step<R>> body) {
        return map(items, "item", null, body);
    }

    private static <E, R> Members<List<R>> map(
            Object items, String as, @Nullable Type element, Function<Ref<E>, Step<R>> body) {
        var step = body.apply(new Ref<>(as, element));
        var type = step.type();
        return Members.map(
                Written.of(items), as, step, type == null ? List.class : JavaValues.listOf(type));
    }

    /// A step that is taken where a condition holds: `when(..).when(..).otherwise(..)`.
    public static <T> Choice<T> when(Ref<Boolean> condition, Step<T> step) {
        return Choice.of(condition, step);
    }

    /// Steps whose failure is handled: `attempt(..).catching(..).last(..)`.
    public static Attempt<Object> attempt(Step<?>... steps) {
        return Attempt.of(chain(steps));
    }

    /// A step whose failure is handled.
    public static <T> Attempt<T> attempt(Step<T> step) {
        return Attempt.of(step);
    }

    /// A step again and again, so many times at most: `loop(10, ..).until(..)`.
    public static <T> Loop.Turns<T> loop(int most, Step<T> body) {
        return new Loop.Turns<>(most, null, body);
    }

    /// The same.
    ///
    /// @param as what the turn is called
    /// @param body gets the turn
    public static <T> Loop.Turns<T> loop(int most, String as, Function<Ref<Turn>, Step<T>> body) {
        return new Loop.Turns<>(most, as, body.apply(new Ref<>(as, Turn.class)));
    }

    /// Waits for a signal, with whatever it brings.
    public static Await<Object> await(String signal) {
        return Await.of(signal, null);
    }

    /// Waits for a signal that brings one of these: its JSON Schema is the form.
    public static <T> Await<T> await(String signal, Class<T> form) {
        return Await.<T>of(signal, form).form(JavaValues.schema(form));
    }

    /// Another definition, as a run of its own.
    public static Flow<Object> flow(String definition) {
        return Flow.of(definition, null);
    }

    /// Another definition, and what it gives.
    public static <T> Flow<T> flow(String definition, Class<T> result) {
        return Flow.of(definition, result);
    }

    /// Another workflow, with what it takes.
    public static <I> Flow<Object> flow(Workflow<I> workflow, Arg<I> input) {
        return flow(workflow.name()).with(input);
    }

    /// Steps that share a state: `graph("agent").channel(..).node(..).edge(..)`.
    ///
    /// @param start the node that is active first
    public static Graph graph(String start) {
        return Graph.beginning(start);
    }

    /// A value, with references in it.
    public static Plain<Object> value(@Nullable Object value) {
        return Plain.value(Written.of(value), null);
    }

    /// The value of a reference, or of a step before.
    public static <T> Plain<T> value(Arg<T> value) {
        return Plain.value(value.written(), value.type());
    }

    /// Lets time pass; days cost nothing.
    public static Plain<Object> pause(Duration time) {
        return Plain.wait(time.toString());
    }

    /// Lets time pass, as `10m` or ISO-8601.
    public static Plain<Object> pause(Arg<?> time) {
        return Plain.wait(time.written());
    }

    /// Waits until then; a moment that has passed is no pause.
    public static Plain<Object> pauseUntil(Instant moment) {
        return Plain.wait(Map.of("until", moment.toString()));
    }

    /// Waits until then, as ISO-8601 with a zone or offset.
    public static Plain<Object> pauseUntil(Arg<?> moment) {
        return Plain.wait(Map.of("until", moment.written()));
    }

    /// What came before.
    public static Ref<Object> prev() {
        return new Ref<>("prev", null);
    }

    /// What came before.
    public static <T> Ref<T> prev(Class<T> type) {
        return new Ref<>("prev", type);
    }

    /// The run's input.
    public static Ref<Object> input() {
        return new Ref<>("input", null);
    }

    /// The run's input.
    public static <T> Ref<T> input(Class<T> type) {
        return new Ref<>("input", type);
    }

    /// The run itself: `run().get(RunFacts::id)`.
    public static Ref<RunFacts> run() {
        return new Ref<>("run", RunFacts.class);
    }

    /// The value of an earlier step, by its id.
    public static Ref<Object> step(String id) {
        return new Ref<>("steps." + id, null);
    }

    /// The value of an earlier step, by its id.
    public static <T> Ref<T> step(String id, Class<T> type) {
        return new Ref<>("steps." + id, type);
    }

    /// An expression in CEL; each `%s` stands for a reference or a constant: `cel("%s * 2",
    /// cents)`.
    public static Ref<Object> cel(String expression, Object... values) {
        return new Ref<>(Cel.format(expression, values), null);
    }

    /// A condition in CEL: `condition("%s > 3 && %s", cents, express)`.
    public static Ref<Boolean> condition(String expression, Object... values) {
        return new Ref<>(Cel.format(expression, values), boolean.class);
    }

    /// A text; each `%s` stands for a reference or a constant: `text("%s/%s", folder, name)`.
    public static Text text(String format, Object... values) {
        return Text.of(format, values);
    }
}
