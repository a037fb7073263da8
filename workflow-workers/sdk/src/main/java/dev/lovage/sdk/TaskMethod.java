package dev.lovage.sdk;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A method that is a task: what the catalogue shows of it, and how it is called with JSON.
public final class TaskMethod {
    /// What the caller said about how the arguments are given.
    public enum Form {
        BY_PLACE,
        /// The only argument is the object of the named ones.
        BY_NAME,
        /// Nothing: an only object with a parameter's name in it holds the named arguments.
        UNSAID
    }

    /// What is done with the arguments; gives the result as Java has it.
    private interface Body {
        @Nullable Object run(List<JsonNode> given, Form form, TaskContext context) throws Exception;
    }

    private final String name;
    private final String description;
    private final String place;
    private final List<Parameter> parameters;
    private final Map<String, @Nullable Object> result;
    private final Map<String, @Nullable Object> options;
    private final Body body;

    TaskMethod(Task task, Object owner, Method method) {
        this.name = task.value();
        this.description = task.description();
        this.place = place(method);
        this.parameters =
                Arrays.stream(method.getParameters())
                        .filter(p -> p.getType() != TaskContext.class)
                        .map(Parameter::of)
                        .toList();
        this.result =
                method.getReturnType() == Replace.class
                        ? Map.of()
                        : Schemas.of(method.getGenericReturnType());
        this.options = TaskOptions.of(task);
        this.body = (given, form, context) -> invoke(owner, method, given, form, context);
    }

    private TaskMethod(String name, @Nullable TaskMethod real, TaskFunction function) {
        this.name = name;
        this.description = real == null ? "" : real.description;
        this.place = "the function " + name;
        this.parameters = real == null ? List.of() : real.parameters;
        this.result = real == null ? Map.of() : real.result;
        this.options = real == null ? Map.of() : real.options;
        var names = parameters.stream().map(Parameter::name).toList();
        this.body =
                (given, form, context) ->
                        function.call(TaskArguments.of(given, form, names, context));
    }

    /// A function as a task.
    ///
    /// @param real the task that it stands in for
    static TaskMethod of(String name, @Nullable TaskMethod real, TaskFunction function) {
        return new TaskMethod(name, real, function);
    }

    public String name() {
        return name;
    }

    public Optional<String> description() {
        return Optional.of(description).filter(text -> !text.isEmpty());
    }

    /// JSON Schema of the arguments, an object by parameter name, in the order of the parameters.
    public Map<String, @Nullable Object> parameters() {
        var properties = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        parameters.forEach(p -> properties.put(p.name(), p.schema()));
        return Schemas.object(
                properties,
                parameters.stream().filter(p -> !p.optional()).map(Parameter::name).toList());
    }

    /// JSON Schema of what it returns.
    public Map<String, @Nullable Object> result() {
        return result;
    }

    /// The attributes of [Task] that were set, in the language's own JSON form.
    public Map<String, @Nullable Object> options() {
        return options;
    }

    /// Runs the task once and gives its result.
    ///
    /// @param given the arguments as they came over the wire
    /// @throws TaskFailure where arguments or result are not what they must be, or the task said so
    /// @throws Exception whatever else the task throws
    public TaskResult call(List<JsonNode> given, Form form, TaskContext context) throws Exception {
        return TaskResult.of(body.run(given, form, context));
    }

    private @Nullable Object invoke(
            Object owner, Method method, List<JsonNode> given, Form form, TaskContext context)
            throws Exception {
        var values = Binding.bind(parameters, given, form).iterator();
        var arguments = new ArrayList<@Nullable Object>();
        for (var declared : method.getParameterTypes()) {
            arguments.add(declared == TaskContext.class ? context : values.next());
        }
        try {
            return method.invoke(owner, arguments.toArray());
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    /// Where it is declared, for messages to the author.
    String place() {
        return place;
    }

    static String place(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
