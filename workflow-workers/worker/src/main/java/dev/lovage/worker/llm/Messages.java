package dev.lovage.worker.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.TaskFailure;

import java.util.List;
import java.util.Set;

/// Messages as canvases hold them, and as the protocol does: there a tool's arguments are a text,
/// and names are in snake case.
final class Messages {
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Messages() {}

    static ArrayNode sent(List<JsonNode> messages) {
        if (messages.isEmpty()) {
            throw refused("/", "there is nothing to answer");
        }
        var all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < messages.size(); i++) {
            all.add(sent(messages.get(i), "/" + i));
        }
        return all;
    }

    private static ObjectNode sent(JsonNode message, String at) {
        var role = message.path("role").asText();
        if (!ROLES.contains(role)) {
            throw refused(at + "/role", "it is system, user, assistant or tool");
        }
        var sent = JsonNodeFactory.instance.objectNode().put("role", role);
        sent.put("content", text(message.path("content")));
        if (role.equals("tool")) {
            sent.put("tool_call_id", message.path("toolCallId").asText());
        }
        if (!message.path("toolCalls").isEmpty()) {
            var calls = sent.putArray("tool_calls");
            message.path("toolCalls").forEach(call -> calls.add(call(call)));
        }
        return sent;
    }

    /// A value that is no text goes as its JSON.
    private static String text(JsonNode content) {
        return content.isMissingNode() || content.isNull()
                ? ""
                : content.isTextual() ? content.textValue() : content.toString();
    }

    private static ObjectNode call(JsonNode call) {
        var sent = JsonNodeFactory.instance.objectNode();
        sent.put("id", call.path("id").asText()).put("type", "function");
        sent.putObject("function")
                .put("name", Tools.function(call.path("name").asText()))
                .put("arguments", call.path("arguments").toString());
        return sent;
    }

    /// The model's answer. `toolCalls` is there only when it asks for any.
    static ObjectNode received(String content, List<Asked> asked, Tools tools) {
        var message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        message.put("content", content);
        if (!asked.isEmpty()) {
            var calls = message.putArray("toolCalls");
            asked.forEach(each ->
                    calls.addObject()
                            .put("id", each.id())
                            .put("name", tools.task(each.name()))
                            .set("arguments", each.object()));
        }
        return message;
    }

    /// A tool that a model asks for.
    record Asked(String id, String name, String arguments) {
        /// @throws TaskFailure `LLM_ANSWER`, worth another attempt: models err
        JsonNode object() {
            try {
                var object = JSON.readTree(arguments.isBlank() ? "{}" : arguments);
                if (object instanceof ObjectNode) {
                    return object;
                }
            } catch (JsonProcessingException _) {
                // said below
            }
            throw TaskFailure.of(
                    "LLM_ANSWER",
                    "The model asks for %s with what is no JSON object".formatted(name));
        }
    }

    private static TaskFailure refused(String at, String what) {
        return TaskFailure.of(TaskFailure.BAD_ARGUMENTS, "messages" + at + ": " + what).permanent();
    }
}
