package dev.lovage.engine;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.celery.Celery;
import dev.lovage.canvas.celery.PriorityOrder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A canvas that Celery was watched running, with what it did.
///
/// @param python the expression that made the canvas
/// @param apply what was given to `apply_async`
/// @param expect what came of it
/// @param suggested what an implementation should rather give, where Celery hangs or is surprising
record CeleryCase(
        String id,
        String about,
        String python,
        Map<String, Object> canvas,
        @Nullable Map<String, Object> apply,
        Map<String, Object> expect,
        @Nullable Map<String, Object> suggested) {
    /// The one copy of the cases: the reader is tested with them, too.
    private static final Path FILE =
            Path.of("../../platform-api/canvas/src/test/resources/celery-cases.json");

    private static final Celery CELERY = new Celery(PriorityOrder.RABBITMQ);

    /// What is started.
    record Started(Definition definition, List<String> tags) {}

    static List<CeleryCase> all() throws IOException {
        var cases =
                Json.MAPPER.readValue(
                        FILE.toFile(), new TypeReference<List<Map<String, Object>>>() {});
        return cases.stream().map(CeleryCase::of).toList();
    }

    private static CeleryCase of(Map<String, Object> tree) {
        var renamed = new HashMap<>(tree);
        renamed.put("suggested", renamed.remove("suggested_expect"));
        return Json.MAPPER.convertValue(renamed, CeleryCase.class);
    }

    /// As the api reads it.
    ///
    /// @throws dev.lovage.canvas.InvalidCanvasException when it has no meaning here
    Started started() {
        if (!CELERY.claims(canvas)) {
            return new Started(CanvasReader.adhoc(canvas), List.of());
        }
        var body = new HashMap<String, Object>();
        body.put("canvas", canvas);
        if (apply != null) {
            body.putAll(apply);
        }
        var reading = CELERY.read(body, Instant.now());
        return new Started(reading.definition(), reading.tags());
    }

    /// What it has to do here, unless that is stated otherwise.
    Expectation expected() {
        if (suggested == null) {
            return expectation(expect);
        }
        var all = new HashMap<>(expect);
        all.keySet().retainAll(List.of("side_effects"));
        all.put("state", "SUCCESS");
        all.putAll(suggested);
        return expectation(all);
    }

    private static Expectation expectation(Map<String, Object> tree) {
        Map<?, ?> effects =
                tree.get("side_effects") instanceof Map<?, ?> map ? map : Map.of("logs", Map.of());
        return new Expectation(
                String.valueOf(tree.get("state")),
                tree.get("result"),
                text(tree.get("error_type")),
                text(tree.get("error")),
                logs(effects.get("logs")),
                effects.containsKey("order") || tree.containsKey("result_order"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Map<String, List<String>> logs(@Nullable Object logs) {
        Map<String, List<Object>> map = Json.MAPPER.convertValue(logs, new TypeReference<>() {});
        return map.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue().stream().map(String::valueOf).toList()));
    }

    /// How a run should end, and what its tasks should have noted down.
    ///
    /// @param type of the error; `null`: any
    /// @param message of the error; `null`: any
    /// @param anyOrder of what was noted down
    record Expectation(
            String state,
            @Nullable Object result,
            @Nullable String type,
            @Nullable String message,
            Map<String, List<String>> logs,
            boolean anyOrder) {
        static Expectation success(@Nullable Object result) {
            return new Expectation("SUCCESS", result, null, null, Map.of(), false);
        }

        static Expectation failure(String type) {
            return new Expectation("FAILURE", null, type, null, Map.of(), false);
        }

        Expectation noting(String log, String... lines) {
            return new Expectation(
                    state, result, type, message, Map.of(log, List.of(lines)), anyOrder);
        }
    }
}
