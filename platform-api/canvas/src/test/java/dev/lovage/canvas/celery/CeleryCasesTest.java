package dev.lovage.canvas.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Every canvas that Celery was seen to run can be read, and is the same when it was written in our
/// own form. That it does the same is what the engine is tested for.
class CeleryCasesTest {
    private static final Celery CELERY = new Celery(PriorityOrder.RABBITMQ);
    private static final List<String> REFUSED = List.of("opt-16");

    @TestFactory
    Stream<DynamicTest> everyCanvasIsReadAndWritten() throws IOException {
        return cases().stream()
                .filter(each -> CELERY.claims(each.get("canvas")))
                .filter(each -> !REFUSED.contains(each.get("id")))
                .map(each -> dynamicTest(String.valueOf(each.get("id")), () -> check(each)));
    }

    private static void check(Map<?, ?> each) {
        var applied = new HashMap<Object, Object>();
        applied.put("canvas", each.get("canvas"));
        if (each.get("apply") instanceof Map<?, ?> given) {
            applied.putAll(given);
        }
        var canvas = CELERY.read(applied, Instant.EPOCH).definition().body();
        assertThat(CanvasReader.canvas(CanvasWriter.tree(canvas))).isEqualTo(canvas);
    }

    private static List<Map<?, ?>> cases() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        CeleryCasesTest.class.getResourceAsStream("/celery-cases.json"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return ((List<?>) Objects.requireNonNull(Json.read(text)))
                    .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
        }
    }
}
