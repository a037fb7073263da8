package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.StepChange.Work;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Steps that are runs of their own.
class FlowsTest {
    private static final Map<String, String> CHILDREN =
            Map.of(
                    "resize",
                    """
                    'input': {'type': 'object', 'required': ['path'], 'properties': {
                        'path': {'type': 'string'}, 'width': {'type': 'integer', 'default': 256}}},
                    'tags': ['media'], 'do': {'value': 1}
                    """,
                    "resize@2",
                    "'do': {'value': 2}",
                    "any",
                    "'do': {'value': 3}");

    private static Walk walk(String definition, Object input) {
        return Walk.withChildren(definition, input, CHILDREN);
    }

    @Test
    void theOutputOfTheRunIsTheValueOfTheStep() {
        var walk = walk("'do': [{'flow': 'resize', 'with': {'path': '${input}'}}]", "a.png");
        var step = walk.performer.flows.get("do.0");

        assertThat(step.input()).isEqualTo(Map.of("path", "a.png", "width", 256L));
        assertThat(step.work()).isEqualTo(new Work.Flow("resize", 3, "resize~do.0"));
        walk.performer.begin("do.0");
        walk.performer.succeed("do.0", "small");

        assertThat(walk.value()).isEqualTo("small");
        assertThat(walk.performer.changes)
                .containsExactly("do.0 QUEUED", "do.0 RUNNING", "do.0 SUCCEEDED");
    }

    @Test
    void withoutInputOfItsOwnItGetsTheValueBefore() {
        var walk = walk("'do': [{'value': [7]}, {'flow': 'any'}]", null);

        assertThat(walk.performer.flows.get("do.1").input()).isEqualTo(List.of(7L));
    }

    @Test
    void aPinnedRevisionIsAnotherDefinition() {
        var walk = walk("'do': {'flow': 'resize', 'revision': 2}", null);

        assertThat(walk.performer.flows.get("do").key()).isEqualTo("resize@2");
    }

    @Test
    void anInputThatMissesTheSchemaFailsTheStepWithoutARun() {
        var walk = walk("'do': [{'flow': 'resize', 'with': {'width': 'x'}}]", null);

        var failure = walk.failure();
        assertThat(failure.code()).isEqualTo("INPUT_INVALID");
        assertThat(failure.path()).isEqualTo("do.0");
        assertThat(failure.message()).contains("`resize`", "/path", "/width");
        assertThat(walk.performer.flows).isEmpty();
        assertThat(walk.performer.changes).containsExactly("do.0 FAILED");
    }

    @Test
    void aDefinitionThatWasNotTakenAlongFailsTheStep() {
        var walk = walk("'do': {'flow': 'other'}", null);

        assertThat(walk.failure().code()).isEqualTo("CHILD_FAILED");
        assertThat(walk.failure().message()).contains("`other`");
    }

    @Test
    void anInputOverAMebibyteStartsNothing() {
        var walk = walk("'do': {'flow': 'any', 'with': '${input}'}", "x".repeat(1024 * 1024));

        assertThat(walk.failure().code()).isEqualTo("INPUT_INVALID");
    }

    @Test
    void aChildThatFailsIsCaughtByItsOwnCodeToo() {
        var walk =
                walk(
                        """
                        'do': {'try': {'flow': 'any'},
                               'catch': [{'on': ['NO_SPACE'], 'do': {'value': '${error.code}'}}]}
                        """,
                        null);

        walk.performer.fail("do.try", "CHILD_FAILED", "NO_SPACE");

        assertThat(walk.value()).isEqualTo("CHILD_FAILED");
    }

    @Test
    void whenItsTimeIsOverTheRunIsToldToStop() {
        var walk = walk("'do': {'flow': 'any', 'timeout': {'total': '1m'}}", null);
        walk.performer.begin("do");

        walk.performer.ring("do");
        assertThat(walk.performer.cancelled).containsExactly("do");
        walk.performer.end("do", Outcome.cancelled("do"));

        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do TIMED_OUT");
    }

    @Test
    void aRunThatIsCancelledTellsItsChildrenAndWaitsForThem() {
        var walk = walk("'do': {'map': [1, 2], 'do': {'flow': 'any'}}", null);

        walk.cancel();
        assertThat(walk.performer.cancelled).containsExactly("do.m.0", "do.m.1");
        walk.performer.end("do.m.0", Outcome.cancelled("do.m.0"));
        assertThat(walk.ended()).isFalse();
        walk.performer.end("do.m.1", Outcome.cancelled("do.m.1"));

        assertThat(walk.failure().code()).isEqualTo(ErrorCode.CANCELLED.name());
    }

    @Test
    void priorityIsHandedDownAndCallbacksAndUndoWorkAsOnAnyStep() {
        var walk =
                walk(
                        """
                        'do': {'try': {'chain': [
                            {'flow': 'any', 'undo': {'task': 'undo'}, 'onSuccess': {'task': 'tell'}},
                            {'task': 'fail'}], 'priority': 1}, 'compensate': true}
                        """,
                        null);
        assertThat(walk.performer.flows.get("do.try.0").priority()).isEqualTo(1);

        walk.performer.end("do.try.0", new Done("made"));
        walk.performer.fail("do.try.1");

        assertThat(walk.performer.calls)
                .containsEntry("do.try.0.ok.0", List.of("made"))
                .containsEntry("do.try.0.undo", List.of("made"));
    }

    @Test
    void aSkippedFlowShowsItsRevisionAndNoRun() {
        var walk = walk("'do': [{'flow': 'resize', 'if': false}]", null);

        assertThat(walk.performer.changes).containsExactly("do.0 SKIPPED");
        assertThat(walk.performer.flows).isEmpty();
    }
}
