package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A run that is cancelled, or whose time is over.
class StopTest {
    private static final String SAGA =
            "'do': [{'try': [{'task': 'a', 'undo': {'task': 'u'}}, {'task': 'b'}], 'compensate': true, 'finally': {'task': 'f'}}, {'task': 'c'}]";

    @Test
    void aCancelledSagaIsUndoneAndEndsInOrder() {
        var walk = Walk.of(SAGA, null);
        walk.performer.succeed("do.0.try.0", "a1");

        walk.cancel();
        assertThat(walk.performer.calls).doesNotContainKey("do.0.try.0.undo");
        walk.performer.stopCancelled();
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.0.try.0.undo");
        walk.performer.succeed("do.0.try.0.undo", null);
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.0.finally");
        walk.performer.succeed("do.0.finally", null);

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.calls).doesNotContainKey("do.1");
    }

    @Test
    void aSecondCancelDoesNotReachWhatCleansUp() {
        var walk = Walk.of(SAGA, null);
        walk.performer.succeed("do.0.try.0", "a1");
        walk.cancel();
        walk.performer.stopCancelled();

        walk.cancel();

        assertThat(walk.performer.cancelled).containsExactly("do.0.try.1");
    }

    @Test
    void whatCleansUpIsBoundedFromTheMomentTheRunWasToldToStop() {
        var walk = Walk.of("'cleanupTimeout': '1m', " + SAGA, null);
        walk.performer.succeed("do.0.try.0", "a1");
        walk.cancel();
        walk.performer.now = walk.performer.now.plusSeconds(20);
        assertThat(walk.performer.timers).doesNotContainKey("cleanupTimeout");
        walk.performer.stopCancelled();
        assertThat(walk.performer.timers).containsEntry("cleanupTimeout", Duration.ofSeconds(40));

        walk.performer.ring("cleanupTimeout");
        assertThat(walk.performer.cancelled).contains("do.0.try.0.undo");
        walk.performer.stopCancelled();

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.performer.calls).doesNotContainKey("do.0.finally");
        assertThat(walk.failure().details()).hasToString("{undoFailed=[do.0.try.0.undo]}");
    }

    @Test
    void anUndoThatRunsAlreadyIsNotTouchedByACancelButBounded() {
        var walk = Walk.of(SAGA, null);
        walk.performer.succeed("do.0.try.0", "a1");
        walk.performer.fail("do.0.try.1");
        assertThat(walk.performer.timers).doesNotContainKey("cleanupTimeout");

        walk.cancel();

        assertThat(walk.performer.cancelled).isEmpty();
        assertThat(walk.performer.timers).containsEntry("cleanupTimeout", Duration.ofMinutes(5));
    }

    @Test
    void aCatchOfCancelledRunsButNothingAfterItDoes() {
        var walk =
                Walk.of(
                        "'do': [{'try': {'task': 'a'}, 'catch': [{'on': ['CANCELLED'], 'do': {'task': 'k', 'args': ['${error.code}']}}]}, {'task': 'b'}]",
                        null);

        walk.cancel();
        walk.performer.stopCancelled();
        assertThat(walk.performer.calls).containsEntry("do.0.catch.0", List.of("CANCELLED"));
        walk.performer.succeed("do.0.catch.0", "saved");

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.performer.calls).doesNotContainKey("do.1");
    }

    @Test
    void aCatchAtWorkIsCancelledAsTheRest() {
        var walk = Walk.of("'do': {'try': {'task': 'a'}, 'catch': [{'do': {'task': 'k'}}]}", null);
        walk.performer.fail("do.try");

        walk.cancel();
        walk.performer.stopCancelled();

        assertThat(walk.performer.cancelled).containsExactly("do.catch.0");
        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aRunWhoseTimeIsOverCancelsItsBodyWithThatReason() {
        var walk =
                Walk.of(
                        "'runTimeout': '1h', 'do': [{'try': {'task': 'a'}, 'catch': [{'on': ['RUN_TIMEOUT'], 'do': {'task': 'k'}}]}, {'task': 'b'}]",
                        null);
        assertThat(walk.performer.timers).containsEntry("runTimeout", Duration.ofHours(1));

        walk.performer.ring("runTimeout");
        walk.performer.stopCancelled();
        walk.performer.succeed("do.0.catch.0", 1L);

        assertThat(walk.status()).isEqualTo(RunState.TIMED_OUT);
        assertThat(walk.failure().code()).isEqualTo("RUN_TIMEOUT");
        assertThat(walk.performer.calls).doesNotContainKey("do.1");
    }

    @Test
    void theDefinitionsOnErrorHearsOfARunWhoseTimeIsOver() {
        var walk =
                Walk.of(
                        "'do': {'task': 'a', 'onError': {'task': 'x'}}, 'onError': {'task': 'k', 'args': ['${error.code}']}",
                        null);

        walk.performer.ring("runTimeout");
        walk.performer.stopCancelled();
        assertThat(walk.performer.inFlight).containsOnlyKeys("err.0");
        assertThat(walk.performer.calls).containsEntry("err.0", List.of("RUN_TIMEOUT"));
        assertThat(walk.performer.timers).containsKey("cleanupTimeout");
        walk.cancel();
        walk.performer.succeed("err.0", null);

        assertThat(walk.status()).isEqualTo(RunState.TIMED_OUT);
    }

    @Test
    void aRunWithNothingToCleanUpHasNoTimerOfItsOwn() {
        var walk =
                Walk.of(
                        "'do': [{'try': {'task': 'a'}, 'compensate': true}], 'onSuccess': {'task': 'x'}",
                        null);

        assertThat(walk.performer.timers).isEmpty();
    }

    @Test
    void aTaskThatFailsBecauseItWasToldToStopLeavesTheRunCancelled() {
        var walk = Walk.of("'do': {'task': 'a'}", null);

        walk.cancel();
        walk.performer.fail("do");

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
    }

    @Test
    void aTaskThatStillSucceedsLeavesARunThatSucceeded() {
        var walk = Walk.of("'do': {'task': 'a'}, 'onSuccess': {'task': 'x'}", null);

        walk.cancel();
        walk.performer.succeed("do", 1L);

        assertThat(walk.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(walk.value()).isEqualTo(1L);
    }

    @Test
    void theDefinitionsFinallyRunsOnACancelToo() {
        var walk = Walk.of("'do': {'task': 'a'}, 'finally': {'task': 'f'}", null);

        walk.cancel();
        walk.performer.stopCancelled();
        assertThat(walk.ended()).isFalse();
        walk.performer.fail("finally");

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aMemberThatIsCancelledBecauseAnotherFailedEndsInOrder() {
        var walk =
                Walk.of(
                        "'do': {'group': [{'try': {'task': 'a'}, 'finally': {'task': 'f'}}, {'task': 'b'}], 'policy': 'fail-fast'}",
                        null);

        walk.performer.fail("do.g.1");
        walk.performer.stopCancelled();
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.g.0.finally");
        assertThat(walk.performer.timers).doesNotContainKey("cleanupTimeout");
        walk.performer.succeed("do.g.0.finally", null);

        assertThat(walk.failure().path()).isEqualTo("do.g.1");
        assertThat(walk.status()).isEqualTo(RunState.FAILED);
    }
}
