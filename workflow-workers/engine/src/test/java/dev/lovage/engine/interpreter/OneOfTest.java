package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;

/// A task whose name is computed.
class OneOfTest {
    private static final String TOOL =
            "'do': [{'task': '${input.tool}', 'oneOf': ['search', 'calculate'], 'priority': 2}]";

    @Test
    void theTaskIsTheOneWhoseNameTheExpressionGives() {
        var walk = Walk.of(TOOL, Map.of("tool", "calculate"));

        assertThat(walk.performer.inFlight.get("do.0").task()).isEqualTo("calculate");
    }

    @Test
    void itGetsTheQueueAndThePoliciesOfTheChosenOne() {
        var own =
                CanvasReader.options(
                        Map.of("queue", "tools", "retry", Map.of("attempts", 4L), "priority", 5L));

        var walk = Walk.of(TOOL, Map.of("tool", "search"), Map.of(), Map.of("search", own));

        var step = walk.performer.inFlight.get("do.0");
        assertThat(step.queue()).isEqualTo("tools");
        assertThat(step.options().retry().attempts()).isEqualTo(4);
        assertThat(step.options().priority()).isEqualTo(2);
    }

    @Test
    void aNameThatIsNotListedFailsTheStepAndSaysWhatIs() {
        var walk = Walk.of(TOOL, Map.of("tool", "rm"));

        var failure = walk.failure();
        assertThat(failure.code()).isEqualTo("TASK_NOT_LISTED");
        assertThat(failure.path()).isEqualTo("do.0");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.message())
                .isEqualTo("`task` gave `rm`; `oneOf` lists only search, calculate");
        assertThat(failure.details()).isEqualTo(Map.of("oneOf", List.of("search", "calculate")));
        assertThat(walk.performer.calls).isEmpty();
    }

    static List<Object> others() {
        return List.of(7L, "", "SEARCH", List.of("search"), "x".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("others")
    void onlyTheListedTextsAreNames(Object tool) {
        var failure = Walk.of(TOOL, Map.of("tool", tool)).failure();

        assertThat(failure.code()).isEqualTo("TASK_NOT_LISTED");
        assertThat(failure.message()).hasSizeLessThan(300);
    }

    @Test
    void aSkippedOneHasAllItsNames() {
        var walk = Walk.of(TOOL.replace("'priority': 2", "'if': false"), null);

        assertThat(walk.performer.changes).containsExactly("do.0 SKIPPED");
        assertThat(walk.performer.calls).isEmpty();
    }
}
