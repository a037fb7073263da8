package dev.lovage.worker.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.Tasks;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;

/// `llm.chat`.
@Singleton
final class ChatTasks {
    private final ChatServer server;
    private final Provider<Tasks> served;

    ChatTasks(ChatServer server, Provider<Tasks> served) {
        this.server = server;
        this.served = served;
    }

    /// What a model said.
    ///
    /// @param message to be put behind the others; has `toolCalls` when it asks for tools
    /// @param tokens of question and answer; 0 where the server does not count
    /// @param finish why it ended, in the server's words
    record Reply(JsonNode message, long tokens, String model, String finish) {}

    @Task(
            value = "llm.chat",
            description =
                    "Asks a language model. `messages` are {role, content}; `tools` are names of"
                            + " tasks that it may ask for.",
            attempts = 3,
            backoff = "2s",
            timeout = "5m")
    public Reply chat(
            List<JsonNode> messages,
            Optional<List<JsonNode>> tools,
            Optional<String> model,
            Optional<Double> temperature,
            Optional<Integer> maxTokens,
            TaskContext context)
            throws InterruptedException {
        var offered = new Tools(tools.orElse(List.of()), served.get());
        var question = question(messages, offered, model.orElse(server.model()));
        temperature.ifPresent(value -> question.put("temperature", value));
        maxTokens.ifPresent(value -> question.put("max_tokens", value));
        var answer = server.ask(question, context);
        return new Reply(
                Messages.received(answer.content(), answer.asked(), offered),
                answer.tokens(),
                answer.model(),
                answer.finish());
    }

    private static ObjectNode question(List<JsonNode> messages, Tools tools, String model) {
        if (model.isEmpty()) {
            throw TaskFailure.of(
                            "LLM_NOT_SET_UP",
                            "No model is named: give `model`, or set lovage.llm.model")
                    .permanent();
        }
        var question = JsonNodeFactory.instance.objectNode().put("model", model);
        question.set("messages", Messages.sent(messages));
        if (!tools.none()) {
            question.set("tools", tools.functions());
        }
        question.put("stream", true).putObject("stream_options").put("include_usage", true);
        return question;
    }
}
