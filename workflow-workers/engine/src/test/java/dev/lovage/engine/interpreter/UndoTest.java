package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class UndoTest {
    private static final String SAGA =
            "'do': {'try': [{'task': 'hotel', 'undo': {'task': 'leave'}}, {'task': 'flight', 'undo': {'task': 'stay'}}, {'task': 'pay'}], 'compensate': true}";

    @Test
    void whatWasDoneIsUndoneOneAtATimeTheNewestFirst() {
        var walk = Walk.of(SAGA, null);

        walk.performer.succeed("do.try.0", "h1");
        walk.performer.succeed("do.try.1", "f1");
        walk.performer.fail("do.try.2");
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.try.1.undo");
        assertThat(walk.performer.calls).containsEntry("do.try.1.undo", List.of("f1"));
        walk.performer.succeed("do.try.1.undo", null);
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.try.0.undo");
        walk.performer.succeed("do.try.0.undo", null);

        assertThat(walk.failure().path()).isEqualTo("do.try.2");
        assertThat(walk.failure().details()).isNull();
    }

    @Test
    void whatWasNotDoneIsNotUndone() {
        var walk = Walk.of(SAGA, null);

        walk.performer.succeed("do.try.0", "h1");
        walk.performer.fail("do.try.1");
        walk.performer.succeed("do.try.0.undo", null);

        assertThat(walk.ended()).isTrue();
        assertThat(walk.performer.calls).doesNotContainKey("do.try.1.undo");
    }

    @Test
    void anUndoThatFailsIsNamedAndTheOthersStillRun() {
        var walk = Walk.of(SAGA, null);

        walk.performer.succeed("do.try.0", "h1");
        walk.performer.succeed("do.try.1", "f1");
        walk.performer.fail("do.try.2");
        walk.performer.fail("do.try.1.undo");
        walk.performer.succeed("do.try.0.undo", null);

        assertThat(walk.failure().code()).isEqualTo("TASK_FAILED");
        assertThat(walk.failure().details())
                .isEqualTo(Map.of("undoFailed", List.of("do.try.1.undo")));
    }

    @Test
    void aTryThatGoesWellUndoesNothing() {
        var walk = Walk.of(SAGA, null);

        walk.performer.succeed("do.try.0", "h1");
        walk.performer.succeed("do.try.1", "f1");
        walk.performer.succeed("do.try.2", "paid");

        assertThat(walk.value()).isEqualTo("paid");
        assertThat(walk.performer.calls).hasSize(3);
    }

    @Test
    void everyItemIsUndoneWithItsOwnValueAndNames() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'map': '${[1,2]}', 'as': 'i', 'do': {'task': 'book', 'undo': {'task': 'cancel', 'args': ['${i}', '${result}']}}}, {'task': 'x'}], 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.0.m.1", "b");
        walk.performer.succeed("do.try.0.m.0", "a");
        walk.performer.fail("do.try.1");
        walk.performer.succeed("do.try.0.m.0.undo", null);
        walk.performer.succeed("do.try.0.m.1.undo", null);

        assertThat(walk.performer.calls)
                .containsEntry("do.try.0.m.0.undo", List.of(1L, "a"))
                .containsEntry("do.try.0.m.1.undo", List.of(2L, "b"));
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void aContainerIsUndoneOnceAsAWhole() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'group': [{'value': 1}, {'value': 2}], 'undo': {'task': 'u'}}, {'task': 'x'}], 'compensate': true}",
                        null);

        walk.performer.fail("do.try.1");

        assertThat(walk.performer.calls).containsEntry("do.try.0.undo", List.of(List.of(1L, 2L)));
    }

    @Test
    void theCatchComesAfterTheUndoAndSeesWhatWasNotUndone() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'task': 'a', 'undo': {'task': 'u'}}, {'task': 'x'}], 'compensate': true, 'catch': [{'do': {'value': '${error.details.undoFailed}'}}]}",
                        null);

        walk.performer.succeed("do.try.0", 1L);
        walk.performer.fail("do.try.1");
        assertThat(walk.ended()).isFalse();
        walk.performer.fail("do.try.0.undo");

        assertThat(walk.value()).isEqualTo(List.of("do.try.0.undo"));
    }

    @Test
    void aTryInsideThatWentWellIsUndoneByTheOneAround() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'task': 'a', 'undo': {'task': 'u'}}, {'try': [{'task': 'b', 'undo': {'task': 'v'}}], 'compensate': true}, {'task': 'x'}], 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.0", 1L);
        walk.performer.succeed("do.try.1.try.0", 2L);
        walk.performer.fail("do.try.2");
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.try.1.try.0.undo");
        walk.performer.succeed("do.try.1.try.0.undo", null);
        walk.performer.succeed("do.try.0.undo", null);

        assertThat(walk.ended()).isTrue();
    }

    @Test
    void aTryInsideThatFailedHasUndoneItsOwn() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'try': [{'task': 'b', 'undo': {'task': 'v'}}, {'task': 'x'}], 'compensate': true, 'catch': [{'do': {'value': 1}}]}, {'task': 'y'}], 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.0.try.0", 2L);
        walk.performer.fail("do.try.0.try.1");
        walk.performer.succeed("do.try.0.try.0.undo", null);
        walk.performer.fail("do.try.1");

        assertThat(walk.ended()).as("it is not undone twice").isTrue();
    }

    @Test
    void aStepThatWasSkippedIsNotUndone() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'task': 'a', 'if': '${false}', 'undo': {'task': 'u'}}, {'task': 'x'}], 'compensate': true}",
                        null);

        walk.performer.fail("do.try.1");

        assertThat(walk.ended()).isTrue();
    }

    @Test
    void theDetailsOfTheErrorAreKeptBesideWhatWasNotUndone() {
        var walk =
                Walk.of(
                        "'do': {'try': [{'task': 'a', 'undo': {'task': 'u'}}, {'task': 'x'}], 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.0", 1L);
        walk.performer.end("do.try.1", ScriptedPerformer.failed("do.try.1", Map.of("bank", 7L)));
        walk.performer.fail("do.try.0.undo");

        assertThat(walk.failure().details())
                .isEqualTo(Map.of("bank", 7L, "undoFailed", List.of("do.try.0.undo")));
    }
}
