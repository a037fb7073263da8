package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class LoopsTest {

    @Test
    void untilIsAskedAfterEachTurn() {
        var walk =
                Walk.of(
                        "'do': [{'value': 0}, {'id': 'l', 'loop': {'until': '${prev >= 3}', 'max': 9, 'as': 't', 'do': {'value': '${prev + t.index}'}}}, {'value': ['${prev}', '${steps.l}']}]",
                        null);

        assertThat(walk.value()).isEqualTo(List.of(3L, 3L));
        assertThat(walk.performer.changes)
                .containsSubsequence(
                        "do.1 RUNNING",
                        "do.1.l.0 SUCCEEDED",
                        "do.1.l.1 SUCCEEDED",
                        "do.1.l.2 SUCCEEDED",
                        "do.1 SUCCEEDED")
                .doesNotContain("do.1.l.3 SUCCEEDED");
    }

    @Test
    void whileIsAskedBeforeEachTurn() {
        var walk =
                Walk.of(
                        "'do': [{'value': [1, 2]}, {'loop': {'while': '${size(prev) > 0}', 'max': 2, 'do': {'task': 'x'}}}]",
                        null);

        walk.performer.succeed("do.1.l.0", List.of(2L));
        assertThat(walk.performer.calls).containsEntry("do.1.l.1", List.of(List.of(2L)));
        walk.performer.succeed("do.1.l.1", List.of());

        assertThat(walk.value()).isEqualTo(List.of());
    }

    @Test
    void aLoopWithoutATurnLetsTheValueBeforePassThrough() {
        var walk =
                Walk.of(
                        "'do': [{'value': 7}, {'id': 'l', 'loop': {'while': false, 'max': 2, 'do': {'task': 'x'}}}, {'value': ['${prev}', '${steps.l}']}]",
                        null);

        assertThat(walk.value()).isEqualTo(List.of(7L, 7L));
    }

    @Test
    void aTurnKnowsItsIndexAndWhatItBeganWithHoweverDeep() {
        var walk =
                Walk.of(
                        "'do': {'loop': {'until': '${t.index == 1 && t.value == prev}', 'max': 9, 'as': 't', 'do': [{'value': 0}, {'loop': {'until': true, 'max': 1, 'as': 'u', 'do': {'value': ['${t.index}', '${t.value}', '${u.value}']}}}]}}",
                        null);

        assertThat(walk.value()).isEqualTo(List.of(1L, Arrays.asList(0L, null, 0L), 0L));
    }

    @Test
    void stepsOfATurnAreSeenInThatTurnOnly() {
        var walk =
                Walk.of(
                        "'do': {'loop': {'until': '${t.index == 2}', 'max': 9, 'as': 't', 'do': [{'id': 'a', 'value': '${t.index}', 'if': '${t.index != 1}'}, {'value': '${[steps.a, t.value]}'}]}}",
                        null);

        assertThat(walk.value())
                .isEqualTo(Arrays.asList(2L, Arrays.asList(null, Arrays.asList(0L, null))));
    }

    @Test
    void aTurnWithoutAValueOfItsOwnLeavesTheValueAsItWas() {
        var walk =
                Walk.of(
                        "'do': [{'value': 7}, {'loop': {'until': '${t.index == 1}', 'max': 9, 'as': 't', 'do': {'wait': '5s'}}}]",
                        null);

        walk.performer.ring("do.1.l.0");
        walk.performer.ring("do.1.l.1");

        assertThat(walk.value()).isEqualTo(7L);
    }

    @ParameterizedTest
    @CsvSource({"while, '${t.index < 4}'", "until, '${t.index == 3}'"})
    void aLoopThatWouldGoOnAfterItsLastTurnFails(String asked, String condition) {
        var loop =
                "'do': {'loop': {'%s': '%s', 'max': %d, 'as': 't', 'do': {'value': '${t.index}'}}}";

        var enough = Walk.of(loop.formatted(asked, condition, 4), null);
        var tooFew = Walk.of(loop.formatted(asked, condition, 3), null);

        assertThat(enough.value()).isEqualTo(3L);
        assertThat(tooFew.failure().code()).isEqualTo("LOOP_LIMIT");
        assertThat(tooFew.failure().path()).isEqualTo("do");
        assertThat(tooFew.failure().message()).contains("3 turns");
        assertThat(tooFew.performer.changes).endsWith("do.l.2 SUCCEEDED", "do FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'until': '${prev}'", "'while': '${input.none}'"})
    void aConditionThatIsNoneFailsTheLoop(String condition) {
        var walk =
                Walk.of("'do': {'loop': {" + condition + ", 'max': 9, 'do': {'value': 1}}}", "x");

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.failure().path()).isEqualTo("do");
    }

    @Test
    void aBodyThatFailsFailsTheLoop() {
        var walk = Walk.of("'do': {'loop': {'while': true, 'max': 9, 'do': {'task': 'x'}}}", null);

        walk.performer.succeed("do.l.0", 1L);
        walk.performer.fail("do.l.1");

        assertThat(walk.failure().path()).isEqualTo("do.l.1");
        assertThat(walk.performer.changes).contains("do FAILED");
    }

    @Test
    void aCancelEndsALoop() {
        var walk =
                Walk.of(
                        "'do': {'try': {'loop': {'while': true, 'max': 9, 'do': {'task': 'x'}}}, 'finally': {'value': 1}}",
                        null);

        walk.cancel();
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.calls).containsOnlyKeys("do.try.l.0");
        assertThat(walk.performer.changes).contains("do.try CANCELLED", "do.finally SUCCEEDED");
    }

    @Test
    void aLoopHasADeadlineLikeOtherContainers() {
        var walk =
                Walk.of(
                        "'do': {'loop': {'while': true, 'max': 9, 'do': {'wait': '1h'}}, 'timeout': {'total': '90m'}}",
                        null);

        walk.performer.ring("do.l.0");
        walk.performer.ring("do");

        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
    }

    @Test
    void whatATurnDidIsUndoneNewestFirst() {
        var walk =
                Walk.of(
                        "'do': {'try': {'loop': {'until': false, 'max': 2, 'do': {'task': 'x', 'undo': {'task': 'y', 'args': ['${result}']}}}}, 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.l.0", "first");
        walk.performer.succeed("do.try.l.1", "second");

        assertThat(walk.performer.calls).containsEntry("do.try.l.1.undo", List.of("second"));
        walk.performer.succeed("do.try.l.1.undo", null);
        assertThat(walk.performer.calls).containsEntry("do.try.l.0.undo", List.of("first"));
        walk.performer.succeed("do.try.l.0.undo", null);

        assertThat(walk.failure().code()).isEqualTo("LOOP_LIMIT");
    }

    @Test
    void aThousandTurnsGoOnAtOnceAndOneAfterTheOther() {
        var walk =
                Walk.of(
                        "'do': {'loop': {'until': '${t.index == 999}', 'max': 1000, 'as': 't', 'do': [{'value': '${t.index}'}, {'value': '${prev + 1}'}]}}",
                        null);

        assertThat(walk.value()).isEqualTo(1000L);
        assertThat(walk.performer.timers).isEmpty();
    }

    @Test
    void manyTurnsAtOncePauseForTheWorkersOtherRuns() {
        var walk =
                Walk.of(
                        "'do': {'group': [{'loop': {'until': '${t.index == 19999}', 'max': 20000, 'as': 't', 'do': {'value': '${t.index}'}}}, {'task': 'x'}]}",
                        null);

        int pauses = 0;
        while (walk.performer.rings("do.g.0")) {
            assertThat(walk.performer.timers).containsEntry("do.g.0", Duration.ofMillis(1));
            walk.performer.ring("do.g.0");
            pauses++;
        }
        walk.performer.succeed("do.g.1", "y");

        assertThat(pauses).isBetween(3, 8);
        assertThat(walk.value()).isEqualTo(List.of(19_999L, "y"));
    }

    @Test
    void aCancelReachesALoopThatPauses() {
        var walk =
                Walk.of(
                        "'do': {'loop': {'while': true, 'max': 1000000, 'do': {'value': 1}}}",
                        null);

        assertThat(walk.performer.rings("do")).isTrue();
        walk.cancel();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.rings("do")).isFalse();
    }

    @Test
    void aLoopThatIsDoneIsNotRunAgain() {
        var walk =
                Walk.of(
                        "'do': [{'loop': {'while': true, 'max': 2, 'do': {'task': 'x'}}}, {'value': '${prev}'}]",
                        null,
                        Map.of("do.0", "before"));

        assertThat(walk.value()).isEqualTo("before");
        assertThat(walk.performer.calls).isEmpty();
    }
}
