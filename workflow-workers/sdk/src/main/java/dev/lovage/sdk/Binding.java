package dev.lovage.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Which of the given arguments belongs to which parameter.
///
/// On the wire stand the arguments by place, then, if there are both kinds, one object `{"$kwargs":
/// {..}}`; or, when there are only named ones, one object that holds them.
final class Binding {
    private static final String KWARGS = "$kwargs";

    private final List<Parameter> parameters;
    private final Map<String, JsonNode> byName = new LinkedHashMap<>();

    private Binding(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /// The values in the parameters' order.
    static List<@Nullable Object> bind(
            List<Parameter> parameters, List<JsonNode> given, TaskMethod.Form form) {
        var binding = new Binding(parameters);
        if (!given.isEmpty() && given.getLast().has(KWARGS) && given.getLast().size() == 1) {
            binding.places(given.subList(0, given.size() - 1));
            binding.names(given.getLast().get(KWARGS));
        } else if (given.size() == 1 && binding.named(given.getFirst(), form)) {
            binding.names(given.getFirst());
        } else {
            binding.places(given);
        }
        return binding.values();
    }

    private boolean named(JsonNode only, TaskMethod.Form form) {
        if (!only.isObject()) {
            return false;
        }
        return switch (form) {
            case BY_PLACE -> false;
            case BY_NAME -> !meantAsWhole(only);
            case UNSAID -> parameters.stream().anyMatch(p -> only.has(p.name()));
        };
    }

    /// A record (or map) as the only parameter takes the object of named arguments itself.
    private boolean meantAsWhole(JsonNode only) {
        return parameters.size() == 1
                && parameters.getFirst().takesObjects()
                && !(only.size() == 1 && only.has(parameters.getFirst().name()));
    }

    private void places(List<JsonNode> given) {
        if (given.size() > parameters.size()) {
            throw bad(
                    "The task takes "
                            + signature()
                            + " but was given "
                            + given.size()
                            + " arguments");
        }
        for (var i = 0; i < given.size(); i++) {
            byName.put(parameters.get(i).name(), given.get(i));
        }
    }

    private void names(JsonNode given) {
        for (var argument : given.properties()) {
            if (parameters.stream().noneMatch(p -> p.name().equals(argument.getKey()))) {
                throw bad(
                        "Argument `"
                                + argument.getKey()
                                + "` is unknown: the task takes "
                                + signature());
            }
            if (byName.put(argument.getKey(), argument.getValue()) != null) {
                throw bad("Argument `" + argument.getKey() + "` is given by place and by name");
            }
        }
    }

    private List<@Nullable Object> values() {
        var values = new ArrayList<@Nullable Object>();
        for (var parameter : parameters) {
            values.add(
                    parameter.read(
                            byName.getOrDefault(parameter.name(), MissingNode.getInstance())));
        }
        return values;
    }

    private String signature() {
        return parameters.isEmpty()
                ? "no arguments"
                : parameters.stream()
                        .map(p -> "`" + p.name() + "`")
                        .collect(Collectors.joining(", "));
    }

    private static TaskFailure bad(String message) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, message).permanent();
    }
}
