package dev.lovage.canvas.celery;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Celery's JSON, in single quotes, and what is read of it.
final class Signatures {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Celery CELERY = new Celery(PriorityOrder.RABBITMQ);

    private Signatures() {}

    static String own(String canvas) {
        return given("{'canvas': " + canvas + "}");
    }

    static String given(String body) {
        var canvas = CELERY.read((Map<?, ?>) Json.read(json(body)), NOW).definition().body();
        return Json.write(CanvasWriter.tree(canvas))
                .replace('"', '\'')
                .replace(":", ": ")
                .replace(",", ", ")
                .replaceAll("(\\d\\d): (?=\\d)", "$1:");
    }

    static Flaw flaw(String canvas) {
        return flaws("{'canvas': " + canvas + "}").getFirst();
    }

    static List<Flaw> flaws(String body) {
        return catchThrowableOfType(
                        InvalidCanvasException.class,
                        () -> CELERY.read((Map<?, ?>) Json.read(json(body)), NOW))
                .flaws();
    }

    static Map<?, ?> body(Object canvas) {
        return Map.of("canvas", canvas);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    static String s(String task, String args) {
        return s(task, args, "");
    }

    static String s(String task, String args, String options) {
        return "{'task': '%s', 'args': [%s], 'kwargs': {}, 'options': {%s}, 'subtask_type': null, 'immutable': false}"
                .formatted(task, args, options);
    }

    static String si(String task, String args) {
        return s(task, args).replace("'immutable': false", "'immutable': true");
    }

    static String chain(String options, String... tasks) {
        return composed("chain", options, "'tasks': [" + String.join(", ", tasks) + "]");
    }

    static String group(String... tasks) {
        return composed("group", "", "'tasks': [" + String.join(", ", tasks) + "]");
    }

    static String chord(String options, String body, String... header) {
        return composed(
                "chord",
                options,
                "'kwargs': {}, 'header': [%s], 'body': %s"
                        .formatted(String.join(", ", header), body));
    }

    static String composed(String type, String options, String kwargs) {
        return "{'task': 'celery.%s', 'args': [], 'kwargs': {%s}, 'options': {%s}, 'subtask_type': '%s', 'immutable': false}"
                .formatted(type, kwargs, options, type);
    }

    static String mapped(String type, String items, String more) {
        return "{'task': 'celery.%s', 'args': [], 'kwargs': {'task': %s, 'it': [%s]%s}, 'options': {}, 'subtask_type': null, 'immutable': true}"
                .formatted(type, s("tsum", ""), items, more);
    }
}
