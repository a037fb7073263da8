package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class TryTest {

    @Test
    void aTryThatGoesWellGivesItsBodysValueAndCatchesNothing() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'id': 't', 'try': {'task': 'x'}, 'catch': [{'do': {'task': 'c'}}]}, {'value': ['${prev}', '${steps.t}']}]",
                        null);

        assertThat(walk.performer.calls).containsEntry("do.1.try", List.of(1L));
        walk.performer.succeed("do.1.try", 2L);

        assertThat(walk.value()).isEqualTo(List.of(2L, 2L));
        assertThat(walk.performer.calls).doesNotContainKey("do.1.catch.0");
        assertThat(walk.performer.changes)
                .contains("do.1 RUNNING", "do.1 SUCCEEDED")
                .doesNotContain("do.1.try SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'do': {'task': 'c'}}]                                                   | do.catch.0",
                "[{'on': ['OTHER'], 'do': {'task': 'c'}}, {'do': {'task': 'd'}}]           | do.catch.1",
                "[{'on': ['OTHER', 'CARD_DECLINED'], 'do': {'task': 'c'}}]                 | do.catch.0",
                "[{'on': ['Declined'], 'do': {'task': 'c'}}]                               | do.catch.0",
                "[{'on': ['CARD_DECLINED'], 'do': {'task': 'c'}}, {'do': {'task': 'd'}}]   | do.catch.0",
            })
    void theFirstCatchThatNamesTheCodeOrTypeRunsAndGivesTheValue(String catches, String path) {
        var walk = Walk.of("'do': {'try': {'task': 'x'}, 'catch': " + catches + "}", null);

        walk.performer.fail("do.try", "CARD_DECLINED", "Declined");
        assertThat(walk.performer.inFlight).containsOnlyKeys(path);
        walk.performer.succeed(path, "instead");

        assertThat(walk.value()).isEqualTo("instead");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"CARD_DECLINED", "CANCELLED", "RUN_TIMEOUT"})
    void anErrorThatNoCatchTakesIsRaised(String code) {
        var walk =
                Walk.of(
                        "'do': {'try': {'task': 'x'}, 'catch': [{'on': ['OTHER'], 'do': {'task': 'c'}}, {'on': ['CARD_EXPIRED'], 'do': {'task': 'c'}}]}",
                        null);

        walk.performer.fail("do.try", code, code);

        assertThat(walk.failure().code()).isEqualTo(code);
        assertThat(walk.status()).isEqualTo(RunState.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED", "RUN_TIMEOUT"})
    void aCatchOfAllLeavesThoseThatMustBeNamed(String code) {
        var walk = Walk.of("'do': {'try': {'task': 'x'}, 'catch': [{'do': {'task': 'c'}}]}", null);

        walk.performer.fail("do.try", code, code);

        assertThat(walk.failure().code()).isEqualTo(code);
    }

    @Test
    void aCatchSeesTheErrorAndNoValueBefore() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'try': {'task': 'x'}, 'catch': [{'do': [{'task': 'a'}, {'value': '${error.code} at ${error.path}'}]}]}]",
                        null);

        walk.performer.fail("do.1.try");
        assertThat(walk.performer.calls).containsEntry("do.1.catch.0.0", List.of());
        walk.performer.succeed("do.1.catch.0.0", null);

        assertThat(walk.value()).isEqualTo("TASK_FAILED at do.1.try");
    }

    @Test
    void aCatchThatFailsRaisesItsOwnError() {
        var walk = Walk.of("'do': {'try': {'task': 'x'}, 'catch': [{'do': {'task': 'c'}}]}", null);

        walk.performer.fail("do.try");
        walk.performer.fail("do.catch.0", "WORSE", "WORSE");

        assertThat(walk.failure().code()).isEqualTo("WORSE");
        assertThat(walk.failure().path()).isEqualTo("do.catch.0");
    }

    @Test
    void finallyRunsOnSuccessAndChangesNoValue() {
        var walk = Walk.of("'do': [{'try': {'task': 'x'}, 'finally': {'task': 'f'}}]", null);

        walk.performer.succeed("do.0.try", "value");
        assertThat(walk.ended()).isFalse();
        assertThat(walk.performer.calls).containsEntry("do.0.finally", List.of());
        walk.performer.succeed("do.0.finally", "other");

        assertThat(walk.value()).isEqualTo("value");
    }

    @Test
    void finallyRunsOnFailureAfterTheCatchAndTheErrorRemains() {
        var walk =
                Walk.of(
                        "'do': {'try': {'task': 'x'}, 'catch': [{'do': {'task': 'c'}}], 'finally': {'task': 'f'}}",
                        null);

        walk.performer.fail("do.try");
        walk.performer.fail("do.catch.0", "WORSE", "WORSE");
        walk.performer.fail("do.finally", "WORST", "WORST");

        assertThat(walk.failure().code()).isEqualTo("WORSE");
    }

    @Test
    void aFinallyThatFailsFailsWhatWentWell() {
        var walk = Walk.of("'do': {'try': {'task': 'x'}, 'finally': {'task': 'f'}}", null);

        walk.performer.succeed("do.try", 1L);
        walk.performer.fail("do.finally", "WORST", "WORST");

        assertThat(walk.failure().code()).isEqualTo("WORST");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do FAILED");
    }

    @Test
    void theDefinitionsFinallyRunsAfterTheOutputAndSeesTheInput() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}], 'output': {'v': '${prev}'}, 'finally': {'task': 'f', 'args': ['${input}']}",
                        7L);

        assertThat(walk.performer.calls).containsEntry("finally", List.of(7L));
        assertThat(walk.ended()).isFalse();
        walk.performer.succeed("finally", "other");

        assertThat(walk.value()).isEqualTo(Map.of("v", 1L));
    }

    @Test
    void theDefinitionsFinallyRunsWhenTheBodyOrTheOutputFails() {
        var body = Walk.of("'do': {'task': 'x'}, 'finally': {'task': 'f'}", null);
        body.performer.fail("do");
        body.performer.succeed("finally", 1L);
        var output =
                Walk.of(
                        "'do': {'value': 1}, 'output': '${input.none}', 'finally': {'task': 'f'}",
                        null);
        output.performer.succeed("finally", 1L);

        assertThat(body.failure().path()).isEqualTo("do");
        assertThat(output.failure().path()).isEqualTo("output");
    }

    @Test
    void theDeadlineOfATryEndsItsCatchToo() {
        var walk =
                Walk.of(
                        "'do': {'try': {'task': 'x'}, 'catch': [{'do': {'task': 'c'}}], 'timeout': {'total': '5s'}}",
                        null);

        walk.performer.fail("do.try");
        walk.performer.ring("do");
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
    }
}
