package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What runs only on a condition: `switch` and `if`.
class ChoicesTest {

    @ParameterizedTest
    @CsvSource({"1, one", "2, two", "3, other"})
    void theFirstBranchThatHoldsGivesTheValue(long input, String value) {
        var walk =
                Walk.of(
                        "'do': [{'switch': [{'when': '${input == 1}', 'do': {'value': 'one'}}, {'when': '${input < 3}', 'do': {'value': 'two'}}, {'else': {'value': 'other'}}]}]",
                        input);

        assertThat(walk.value()).isEqualTo(value);
    }

    @Test
    void whereNoBranchHoldsTheValueBeforePassesThrough() {
        var walk =
                Walk.of(
                        "'do': [{'value': 'before'}, {'id': 's', 'switch': [{'when': '${false}', 'do': {'value': 1}}]}, {'value': ['${prev}', '${steps.s}']}]",
                        null);

        assertThat(walk.value()).isEqualTo(List.of("before", "before"));
        assertThat(walk.performer.changes).contains("do.1 RUNNING", "do.1 SUCCEEDED");
    }

    @Test
    void aBranchGetsWhatTheSwitchGotAndHasItsPlaceAsPath() {
        var walk =
                Walk.of(
                        "'do': [{'value': 5}, {'switch': [{'when': '${false}', 'do': {'value': 1}}, {'else': {'task': 'x'}}]}]",
                        null);

        assertThat(walk.performer.calls).containsEntry("do.1.s.1", List.of(5L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'switch': [{'when': '${input.none}', 'do': {'value': 1}}]}",
                "{'switch': [{'when': '${input.count}', 'do': {'value': 1}}]}",
                "{'value': 1, 'if': '${input.count}'}",
                "{'task': 'x', 'if': '${input.none}'}",
                "{'chain': [{'value': 1}], 'if': '${input.count}'}",
            })
    void aConditionThatIsNeitherTrueNorFalseFailsTheStep(String node) {
        var walk = Walk.of("'do': [" + node + "]", Map.of("count", 1L));

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.failure().path()).isEqualTo("do.0");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do.0 FAILED");
    }

    @Test
    void aStepWhoseConditionIsFalseIsSkippedAndTheValueBeforePassesThrough() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'id': 'a', 'task': 'x', 'if': '${prev > 1}'}, {'task': 'y', 'if': '${prev == 1}'}]",
                        null);

        assertThat(walk.performer.calls).containsExactly(Map.entry("do.2", List.of(1L)));
        assertThat(walk.performer.changes).containsExactly("do.0 SUCCEEDED", "do.1 SKIPPED");
    }

    @Test
    void whatWasSkippedIsNullToThoseThatSeeIt() {
        var walk =
                Walk.of(
                        "'do': [{'id': 'a', 'if': '${false}', 'chain': [{'id': 'b', 'value': 1}, {'group': [{'id': 'c', 'value': 2}]}]}, {'value': ['${steps.a}', '${steps.b}', '${steps.c}']}]",
                        null);

        assertThat(walk.value()).isEqualTo(Arrays.asList(null, null, null));
        assertThat(walk.performer.changes).containsExactly("do.0 SKIPPED", "do.1 SUCCEEDED");
    }

    @Test
    void theFirstStepThatIsNotSkippedHasNoValueBefore() {
        var walk = Walk.of("'do': [{'value': 1, 'if': '${false}'}, {'task': 'x'}]", null);

        assertThat(walk.performer.calls).containsEntry("do.1", List.of());
    }

    @Test
    void thePlaceOfASkippedMemberIsNull() {
        var group =
                Walk.of(
                        "'do': [{'value': 9}, {'group': {'a': {'value': 1, 'if': '${false}'}, 'b': {'value': 2}}}]",
                        null);
        var map =
                Walk.of(
                        "'do': {'map': '${[1,2,3]}', 'do': {'value': '${item}', 'if': '${item != 2}'}}",
                        null);
        var collected =
                Walk.of(
                        "'do': {'map': '${[1,2]}', 'do': {'value': '${item}', 'if': '${item != 2}'}, 'policy': 'collect'}",
                        null);

        assertThat(group.value()).hasToString("{a=null, b=2}");
        assertThat(map.value()).isEqualTo(Arrays.asList(1L, null, 3L));
        assertThat(collected.value()).hasToString("[{value=1}, {skipped=true}]");
    }

    @Test
    void aWholeBodyThatIsSkippedGivesNothing() {
        var walk = Walk.of("'do': {'task': 'x', 'if': '${false}'}", null);

        assertThat(walk.value()).isNull();
        assertThat(walk.performer.changes).containsExactly("do SKIPPED");
    }

    @Test
    void aTryAroundASkippedStepIsNotSkipped() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'try': {'task': 'x', 'if': '${false}'}, 'finally': {'value': 2}}, {'value': '${prev}'}]",
                        null);

        assertThat(walk.value()).isEqualTo(1L);
        assertThat(walk.performer.changes).contains("do.1 SUCCEEDED");
    }

    @Test
    void aSwitchThatIsDoneIsNotTakenAgain() {
        var walk =
                Walk.of(
                        "'do': [{'id': 's', 'switch': [{'else': {'task': 'x'}}]}, {'try': {'task': 'y'}, 'catch': [{'do': {'value': 0}}]}, {'switch': [{'else': {'task': 'z'}}]}, {'value': ['${steps.s}', '${prev}']}]",
                        null,
                        Map.of("do.0", "old", "do.1.try", "kept", "do.2.s.0", "inside"));

        assertThat(walk.performer.calls).isEmpty();
        assertThat(walk.value()).isEqualTo(List.of("old", "inside"));
    }
}
