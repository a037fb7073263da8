package dev.lovage.chaos.drive;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Canvases that the driver runs, each a saved workflow of its own.
public enum Shape {
    SEQUENCE("do: [%s, %s, %s]".formatted(effect("a"), effect("b"), effect("c"))),
    GROUP("do: {group: [%s, %s, %s]}".formatted(effect("a"), effect("b"), effect("c"))),
    MAP("do: {map: [1, 2, 3, 4], do: %s}".formatted(effect("m${item}"))),
    LOOP(
            "do: {loop: {until: \"${turn.index >= 2}\", max: 5, as: turn, do: %s}}"
                    .formatted(effect("l${turn.index}"))),
    FLOW(
            "do: [%s, {flow: chaos-leaf, with: {sink: \"${input.sink}\", op: \"${input.op}\"}}]"
                    .formatted(effect("a"))),
    TIMER("do: [%s, {wait: 2s}, %s]".formatted(effect("a"), effect("b"))),
    /// Is told to go on, or goes on by itself.
    SIGNAL(
            "do: [%s, {await: go, timeout: 20s, onTimeout: {value: late}}, %s]"
                    .formatted(effect("a"), effect("b"))),
    /// Is cancelled while it waits, or ends by itself.
    CANCEL("do: [%s, {wait: 20s}, %s]".formatted(effect("a"), effect("b"))),
    RETRY("do: " + effect("r?fail=2")),
    /// Never succeeds.
    FAIL("do: " + effect("f?fail=99")),
    BIG("do: " + effect("big?size=60000").replace("keep: false", "keep: true"));

    /// What [#FLOW] runs as its child.
    static final String LEAF = "chaos-leaf";

    private final String canvas;

    Shape(String canvas) {
        this.canvas = canvas;
    }

    private static String effect(String marker) {
        return "{task: http.request, with: {url: \"http://${input.sink}/${input.op}/%s\", method: POST, keep: false}, retry: {attempts: 4, backoff: PT0.2S}}"
                .formatted(marker);
    }

    /// The name of its workflow.
    public String workflow() {
        return "chaos-" + name().toLowerCase(Locale.ROOT);
    }

    String definition() {
        return definition(workflow(), canvas);
    }

    static String leaf() {
        return definition(LEAF, "do: " + effect("leaf"));
    }

    private static String definition(String name, String canvas) {
        return "name: %s\nrunTimeout: 5m\ninput: {type: object}\n%s\n".formatted(name, canvas);
    }

    /// The body of a start.
    Map<String, Object> start(String key, String sink) {
        return Map.of("input", Map.of("op", key, "sink", sink), "tags", List.of(key));
    }
}
