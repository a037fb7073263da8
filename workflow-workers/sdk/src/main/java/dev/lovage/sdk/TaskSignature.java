package dev.lovage.sdk;

import dev.lovage.canvas.Nearest;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a caller has to know of a task: its name, what it takes, what it gives.
public final class TaskSignature {
    private final String name;
    private final String place;
    private final List<Parameter> parameters;
    private final Type result;

    private TaskSignature(String name, String place, List<Parameter> parameters, Type result) {
        this.name = name;
        this.place = place;
        this.parameters = parameters;
        this.result = result;
    }

    /// Of a method that is a task.
    ///
    /// @throws IllegalArgumentException when it is none; the message names those that are near
    public static TaskSignature of(Method method) {
        var task =
                TaskMethods.annotation(method)
                        .orElseThrow(() -> new IllegalArgumentException(noTask(method)));
        return new TaskSignature(
                task.value(),
                TaskMethod.place(method),
                Arrays.stream(method.getParameters())
                        .filter(p -> p.getType() != TaskContext.class)
                        .map(Parameter::of)
                        .toList(),
                method.getGenericReturnType());
    }

    private static String noTask(Method method) {
        var others =
                TaskMethods.of(method.getDeclaringClass()).stream()
                        .map(found -> TaskMethod.place(found.method()))
                        .toList();
        var place = TaskMethod.place(method);
        var hint = Nearest.hint(place, others);
        var known = others.isEmpty() ? "" : " Its class has " + String.join(", ", others) + ".";
        return place
                + " is no task: annotate it with @Task, or refer to a method that is."
                + (hint.isEmpty() ? known : hint);
    }

    public String name() {
        return name;
    }

    public Type result() {
        return result;
    }

    /// How many arguments it takes at most.
    public int size() {
        return parameters.size();
    }

    /// The name of the argument at this place.
    ///
    /// @throws IllegalArgumentException where there are not so many
    public String argument(int place) {
        if (place >= parameters.size()) {
            throw wrong("is given " + (place + 1) + " arguments");
        }
        return parameters.get(place).name();
    }

    /// Checks that a constant fits where it is given.
    ///
    /// @throws IllegalArgumentException naming the task and the argument
    public void check(String argument, @Nullable Object constant) {
        try {
            parameter(argument).read(JavaValues.tree(constant));
        } catch (TaskFailure e) {
            throw new IllegalArgumentException(this + ": " + e.message(), e);
        }
    }

    /// Checks that a value which is there only later can fit where it is given.
    ///
    /// @param later its type; absent where that is not known
    public void checkLater(String argument, @Nullable Type later) {
        var wanted = parameter(argument).schema().get("type");
        var given = later == null ? null : Schemas.of(later).get("type");
        var fits =
                wanted == null
                        || given == null
                        || wanted.equals(given)
                        || (wanted.equals("number") && given.equals("integer"));
        if (!fits) {
            throw wrong("takes `%s` of type %s, not %s".formatted(argument, wanted, given));
        }
    }

    /// Checks that nothing is missing.
    ///
    /// @param places how many arguments are given by place
    /// @param names of those given by name
    public void checkGiven(int places, Iterable<String> names) {
        var open = parameters.subList(Math.min(places, parameters.size()), parameters.size());
        var missing =
                open.stream()
                        .filter(p -> !p.optional())
                        .map(Parameter::name)
                        .collect(Collectors.toSet());
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            var first = open.stream().filter(p -> missing.contains(p.name())).findFirst();
            throw wrong("is given no `" + first.map(Parameter::name).orElse("") + "`");
        }
    }

    private Parameter parameter(String argument) {
        return parameters.stream()
                .filter(p -> p.name().equals(argument))
                .findFirst()
                .orElseThrow(() ->
                        wrong("has no `" + argument + "`." + Nearest.hint(argument, names())));
    }

    private List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(this + " " + what);
    }

    /// As in Java: `Images.resize(path, width)`.
    @Override
    public String toString() {
        return place + "(" + String.join(", ", names()) + ")";
    }
}
