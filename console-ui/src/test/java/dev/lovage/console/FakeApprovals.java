package dev.lovage.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.lovage.client.Approval;
import dev.lovage.client.Page;
import dev.lovage.client.Problem;
import dev.lovage.client.Signal;
import dev.lovage.console.FakeApi.Reply;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the fake api says that runs await, and what was answered.
final class FakeApprovals {
    private static final Map<String, Object> FORM =
            Map.of(
                    "type",
                    "object",
                    "required",
                    List.of("version"),
                    "properties",
                    Map.of("version", Map.of("type", "integer", "title", "Version", "minimum", 1)));

    private final ObjectMapper json;
    final List<Approval> open = new CopyOnWriteArrayList<>();

    /// `id answer`, of decisions and of signals.
    final List<String> answered = new CopyOnWriteArrayList<>();

    FakeApprovals(Fixtures data, ObjectMapper json) {
        this.json = json;
        open.add(
                approval(
                        "do.2@" + TurningRun.TURNING,
                        "release",
                        "Release to production",
                        data.now.plusSeconds(5_400),
                        true));
        open.add(approval("do.1@" + Fixtures.HOSTILE, "say", Fixtures.SCRIPT, null, true));
        open.add(approval("do.4@orders~OTHER", "audit", "Sign the books", null, false));
    }

    private static Approval approval(
            String id, String name, String text, Instant until, boolean mine) {
        var parts = id.split("@", 2);
        return new Approval(
                id,
                name,
                text,
                new Approval.Place(parts[1], parts[1].replaceAll("~.*", ""), 1, parts[0]),
                new Approval.Waiting(Instant.now().minusSeconds(3_000), until),
                name.equals("release") ? FORM : null,
                mine ? List.of() : List.of("anna", "role:admin"),
                mine);
    }

    Reply answer(HttpExchange exchange, List<String> parts, Map<String, String> query)
            throws IOException {
        if (parts.size() == 1) {
            var mine = "true".equals(query.get("mine"));
            var shown = open.stream().filter(each -> each.mine() || !mine).toList();
            return new Reply(200, new Page<>(shown, null, Instant.now()));
        }
        var id = parts.get(1);
        var found = open.stream().filter(each -> each.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return FakeApi.problem(404, "NOT_FOUND", "There is no approval `" + id + "`.");
        }
        return exchange.getRequestMethod().equals("GET")
                ? new Reply(200, found.get())
                : decide(
                        found.get(),
                        json.readValue(FakeApi.body(exchange), Approval.Decision.class));
    }

    private Reply decide(Approval approval, Approval.Decision decision) {
        var rejected = Boolean.TRUE.equals(decision.reject());
        if (!rejected && approval.form() != null && version(decision.value()) > 100) {
            return FakeApi.problem(
                    422,
                    "ANSWER_INVALID",
                    "The value does not match the form of `release`.",
                    List.of(
                            new Problem.Detail(
                                    "/value/version", "INPUT_INVALID", "Must be 100 at most.")));
        }
        open.remove(approval);
        answered.add(
                approval.id() + " " + (rejected ? "no " + decision.comment() : decision.value()));
        return new Reply(202, new Signal.Sent("s-1"));
    }

    private static int version(Object value) {
        return value instanceof Map<?, ?> map && map.get("version") instanceof Number number
                ? number.intValue()
                : 0;
    }

    Reply signal(HttpExchange exchange, String run, String name, Map<String, String> query)
            throws IOException {
        var signal = json.readValue(FakeApi.body(exchange), Signal.class);
        answered.add(name + " " + query.get("path") + "@" + run + " " + signal.value());
        return new Reply(202, new Signal.Sent("s-2"));
    }
}
