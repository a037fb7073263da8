package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.Trees;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// Tasks that answer with a canvas.
class ReplacementsTest {
    @Test
    void whatMissesTheFormOfAnAwaitInItIsDroppedAndTheStepSaysWhy() {
        var walk = Walk.of("'do': [{'task': 'a'}, {'value': '${prev}'}]", null);
        walk.signal("yes", "early");
        walk.performer.replace(
                "do.0",
                tree(
                        "{'await': 'yes', 'form': {'type': 'object', 'properties': {'n': {'type': 'integer', 'default': 3}}}}"));

        assertThat(walk.performer.changes)
                .containsExactly("do.0.r WAITING", "do.0.r WAITING INPUT_INVALID");
        walk.signal("yes", Map.of("n", "two"));
        assertThat(walk.ended()).isFalse();
        walk.signal("yes", Map.of());

        assertThat(walk.value()).isEqualTo(Map.of("n", 3L));
    }

    private static final String PAGES =
            """
            'mayCall': ['page'],
            'do': [{'task': 'pages', 'queue': 'web', 'onSuccess': {'task': 'tell'}},
                   {'value': {'pages': '${prev}'}}]
            """;

    private static Object tree(String json) {
        return Trees.read("{'canvas': " + json + "}").get("canvas");
    }

    @Test
    void theCanvasRunsInThePlaceOfTheStepAndGivesItsValue() {
        var walk = Walk.of(PAGES, null);

        walk.performer.replace(
                "do.0",
                tree("{'map': [1, 2], 'as': 'n', 'do': {'task': 'page', 'args': ['${n}']}}"));
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.0.r.m.0", "do.0.r.m.1");
        assertThat(walk.performer.inFlight.get("do.0.r.m.1").queue()).isEqualTo("web");
        assertThat(walk.performer.calls).doesNotContainKey("do.0.ok.0");
        walk.performer.succeed("do.0.r.m.1", "two");
        walk.performer.succeed("do.0.r.m.0", "one");

        assertThat(walk.performer.calls).containsEntry("do.0.ok.0", List.of(List.of("one", "two")));
        walk.performer.succeed("do.0.ok.0", null);
        assertThat(walk.value()).isEqualTo(Map.of("pages", List.of("one", "two")));
    }

    @Test
    void itSeesTheInputButNothingThatCameBefore() {
        var walk = Walk.of("'do': [{'value': 7}, {'task': 'pages'}]", Map.of("n", 3L));

        walk.performer.replace("do.1", tree("[{'task': 'pages'}, {'value': '${input.n}'}]"));

        assertThat(walk.performer.calls.get("do.1.r.0")).isEmpty();
        walk.performer.succeed("do.1.r.0", null);
        assertThat(walk.value()).isEqualTo(3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                                  | Must be an object",
                "null                                               | at least one step",
                "[{'task': 'page'}, {'tusk': 'page'}]               | /1 A node needs",
                "{'task': 'page', 'args': ['${steps.x}']}           | /args/0 ",
                "{'task': 'page', 'args': ['${prev}']}              | /args/0 ",
                "{'task': 'rm'}                                     | `rm`",
                "{'chain': [{'task': 'page', 'onError': {'task': 'rm'}}]} | `rm`",
                "{'task': '${input}', 'oneOf': ['page', 'rm']}      | `rm`",
                "{'flow': 'test'}                                   | `test`",
                "{'flow': 'other'}                                  | `other`",
            })
    void whatCannotRunOrMayNotFailsTheStepAndSaysWhere(String canvas, String message) {
        var walk = Walk.of(PAGES, null);

        walk.performer.replace("do.0", canvas.equals("null") ? null : tree(canvas));

        assertThat(walk.failure().code()).isEqualTo("BAD_RESULT");
        assertThat(walk.failure().path()).isEqualTo("do.0");
        assertThat(walk.failure().retryable()).isFalse();
        assertThat(walk.failure().message()).contains(message);
        assertThat(walk.failure().details()).isNotNull();
        assertThat(walk.performer.inFlight).isEmpty();
    }

    @Test
    void answersInAnswersEndSomewhere() {
        var walk = Walk.of("'do': {'task': 'again'}", null);

        var path = "do";
        for (int i = 0; i < Replacements.DEEPEST; i++) {
            walk.performer.replace(path, tree("{'task': 'again'}"));
            path += ".r";
        }
        assertThat(walk.performer.inFlight).containsOnlyKeys(path);
        walk.performer.replace(path, tree("{'task': 'again'}"));

        assertThat(walk.failure().code()).isEqualTo("BAD_RESULT");
        assertThat(walk.failure().path()).isEqualTo(path);
    }

    @Test
    void theDeadlineOfTheStepHoldsForTheCanvasToo() {
        var walk = Walk.of("'do': {'task': 'pages', 'timeout': {'total': '1m'}}", null);
        walk.performer.now = walk.performer.now.plusSeconds(20);

        walk.performer.replace("do", tree("{'task': 'pages'}"));
        assertThat(walk.performer.timers.get("do")).hasSeconds(40);
        walk.performer.ring("do");
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
    }

    @Test
    void aCancelReachesWhatRunsInThePlaceOfTheStep() {
        var walk = Walk.of("'do': {'task': 'pages'}", null);
        walk.performer.replace("do", tree("{'task': 'pages'}"));

        walk.cancel();

        assertThat(walk.performer.cancelled).contains("do.r");
        walk.performer.stopCancelled();
        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
    }

    @Test
    void itMayStartTheFlowsThatTheRunTookAlong() {
        var walk =
                Walk.withChildren(
                        "'do': {'task': 'pages'}", null, Map.of("child", "'do': {'value': 1}"));

        walk.performer.replace("do", tree("{'flow': 'child'}"));

        assertThat(walk.performer.flows).containsOnlyKeys("do.r");
    }
}
