package dev.lovage.worker.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Puts together what a model says, piece by piece or at once.
final class ChatAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data:";
    private static final String END = "[DONE]";
    private static final int MOST_CHARS = 1024 * 1024;

    private final StringBuilder content = new StringBuilder();
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private final StringBuilder whole = new StringBuilder();
    private String model = "";
    private String finish = "";
    private long tokens;
    private int chars;

    private static final class Call {
        private String id = "";
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }

    /// One line of a stream of events; a server that does not stream sends one JSON text.
    void line(String line) {
        chars += line.length();
        if (chars > MOST_CHARS) {
            throw TaskFailure.of(
                            TaskFailure.RESULT_TOO_LARGE,
                            "The model says more than a mebibyte: set maxTokens")
                    .permanent();
        }
        if (!line.startsWith(DATA)) {
            whole.append(line).append('\n');
            return;
        }
        var data = line.substring(DATA.length()).strip();
        if (!data.equals(END)) {
            piece(read(data), "delta");
        }
    }

    /// All has come.
    void ended() {
        if (finish.isEmpty()
                && content.isEmpty()
                && calls.isEmpty()
                && !whole.toString().isBlank()) {
            piece(read(whole.toString()), "message");
        }
        if (finish.isEmpty() && content.isEmpty() && calls.isEmpty()) {
            throw TaskFailure.of("LLM_ANSWER", "The model's answer is empty, or broke off");
        }
    }

    private void piece(JsonNode piece, String kind) {
        if (piece.has("error")) {
            throw TaskFailure.of(
                    "LLM_ANSWER", piece.at("/error/message").asText("The model's server failed"));
        }
        model = piece.path("model").asText(model);
        tokens = Math.max(tokens, piece.at("/usage/total_tokens").asLong());
        var choice = piece.path("choices").path(0);
        finish = choice.path("finish_reason").asText(finish);
        var said = choice.path(kind);
        content.append(said.path("content").asText(""));
        int place = 0;
        for (var call : said.path("tool_calls")) {
            add(call.path("index").asInt(place++), call);
        }
    }

    private void add(int index, JsonNode piece) {
        var call = calls.computeIfAbsent(index, _ -> new Call());
        call.id = piece.path("id").asText(call.id);
        call.name.append(piece.at("/function/name").asText(""));
        call.arguments.append(piece.at("/function/arguments").asText(""));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw TaskFailure.of("LLM_ANSWER", "The model's server does not answer with JSON");
        }
    }

    String content() {
        return content.toString();
    }

    List<Messages.Asked> asked() {
        var asked = new ArrayList<Messages.Asked>();
        calls.forEach((index, call) ->
                asked.add(
                        new Messages.Asked(
                                call.id.isEmpty() ? "call-" + index : call.id,
                                call.name.toString(),
                                call.arguments.toString())));
        return asked;
    }

    String model() {
        return model;
    }

    String finish() {
        return finish;
    }

    /// Of question and answer, as the server counts; 0 where it does not.
    long tokens() {
        return tokens;
    }
}
