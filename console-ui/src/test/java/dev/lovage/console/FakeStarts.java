package dev.lovage.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.lovage.client.Problem;
import dev.lovage.client.Run;
import dev.lovage.console.FakeApi.Reply;
import dev.lovage.events.RunState;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Starting runs at the fake api: the same key gives the same run.
final class FakeStarts {
    private final Fixtures data;
    private final ObjectMapper json;
    private final Map<String, String> byKey = new ConcurrentHashMap<>();

    /// Every input that a run was started with.
    final List<Object> inputs = new CopyOnWriteArrayList<>();

    FakeStarts(Fixtures data, ObjectMapper json) {
        this.data = data;
        this.json = json;
    }

    Reply start(HttpExchange exchange, String workflow) throws IOException {
        var start = json.readValue(exchange.getRequestBody(), Run.Start.class);
        if (start.input() instanceof Map<?, ?> input && "atlantis".equals(folder(input))) {
            return FakeApi.problem(
                    422,
                    "INPUT_INVALID",
                    "The input does not fit.",
                    List.of(
                            new Problem.Detail(
                                    "/input/folder", "NOT_FOUND", "There is no such folder.")));
        }
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var id = byKey.computeIfAbsent(String.valueOf(key), _ -> fresh(workflow, start));
        return new Reply(202, new Run.Accepted(id, workflow, 3, RunState.QUEUED));
    }

    private static Object folder(Map<?, ?> input) {
        return input.get("folder");
    }

    private String fresh(String workflow, Run.Start start) {
        inputs.add(start.input() == null ? "none" : start.input());
        var id = workflow + "~01JD6START%016d".formatted(inputs.size());
        synchronized (data) {
            data.runs.addFirst(
                    data.run(
                            id,
                            workflow,
                            3,
                            RunState.QUEUED,
                            "admin",
                            Instant.now(),
                            null,
                            null,
                            null));
        }
        return id;
    }
}
