package dev.lovage.worker.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.Tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model may ask for, by the names it knows them by: a dot has no place in those.
final class Tools {
    private static final int MOST = 64;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> names = new LinkedHashMap<>();
    private final ArrayNode functions = JsonNodeFactory.instance.arrayNode();

    /// @param given names of tasks of this worker, or `{name, description, parameters}`
    Tools(List<JsonNode> given, Tasks served) {
        if (given.size() > MOST) {
            throw refused("%d tools are more than %d".formatted(given.size(), MOST));
        }
        for (var each : given) {
            add(each.isTextual() ? served(each.textValue(), served) : described(each));
        }
    }

    boolean none() {
        return functions.isEmpty();
    }

    /// In the form of the protocol.
    ArrayNode functions() {
        return functions;
    }

    /// The task that a model means; the name itself where it is none of them, so that whoever calls
    /// it can say so.
    String task(String function) {
        return names.getOrDefault(function, function);
    }

    static String function(String task) {
        return task.replace('.', '_');
    }

    private void add(ObjectNode tool) {
        var task = tool.path("name").asText();
        var function = function(task);
        if (names.putIfAbsent(function, task) != null) {
            throw refused("two tools are called " + function);
        }
        var described = tool.deepCopy().put("name", function);
        functions.addObject().put("type", "function").set("function", described);
    }

    private static ObjectNode served(String name, Tasks served) {
        var task =
                served.find(name)
                        .orElseThrow(() ->
                                refused(
                                        "this worker serves no %s: give a tool of another one as"
                                                        .formatted(name)
                                                + " {name, description, parameters}"));
        return tool(task);
    }

    private static ObjectNode tool(TaskMethod task) {
        var tool = JsonNodeFactory.instance.objectNode().put("name", task.name());
        task.description().ifPresent(text -> tool.put("description", text));
        tool.set("parameters", JSON.valueToTree(task.parameters()));
        return tool;
    }

    private static ObjectNode described(JsonNode given) {
        if (given instanceof ObjectNode tool && tool.path("name").isTextual()) {
            return tool;
        }
        throw refused("a tool is the name of a task, or {name, description, parameters}");
    }

    private static TaskFailure refused(String what) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, "tools: " + what).permanent();
    }
}
