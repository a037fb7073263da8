package dev.lovage.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server of models whose model says what it was told to, one answer after the other.
final class ScriptedModel implements AutoCloseable {
    static final int TOKENS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    final Queue<JsonNode> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    ScriptedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /// @param answers a text, or `name {arguments}` of a tool, behind a `!`
    void says(String... answers) {
        asked.clear();
        script.clear();
        script.addAll(List.of(answers));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(JSON.readTree(exchange.getRequestBody()));
            var next = script.poll();
            var pieces = new ArrayDeque<String>();
            pieces.add(piece(next == null ? "I was told no more." : next));
            pieces.add("{\"choices\": [], \"usage\": {\"total_tokens\": %d}}".formatted(TOKENS));
            pieces.add("[DONE]");
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (var piece : pieces) {
                exchange.getResponseBody()
                        .write(("data: " + piece + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String piece(String answer) {
        var delta = JsonNodeFactory.instance.objectNode();
        if (answer.startsWith("!")) {
            var call = answer.substring(1).split(" ", 2);
            delta.putArray("tool_calls")
                    .addObject()
                    .put("index", 0)
                    .put("id", "call-1")
                    .putObject("function")
                    .put("name", call[0])
                    .put("arguments", call[1]);
        } else {
            delta.put("content", answer);
        }
        var piece = JsonNodeFactory.instance.objectNode();
        piece.putArray("choices").addObject().put("finish_reason", "stop").set("delta", delta);
        return piece.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
