package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.util.List;

class CallbacksTest {

    @Test
    void aCallbackRunsBesideWhatFollowsAndTheRunWaitsForIt() {
        var walk =
                Walk.of(
                        "'do': [{'task': 'x', 'onSuccess': {'task': 'tell'}}, {'task': 'y'}]",
                        null);

        walk.performer.succeed("do.0", "value");
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.0.ok.0", "do.1");
        assertThat(walk.performer.calls).containsEntry("do.0.ok.0", List.of("value"));
        walk.performer.succeed("do.1", "end");
        assertThat(walk.ended()).isFalse();
        walk.performer.succeed("do.0.ok.0", "told");

        assertThat(walk.value()).isEqualTo("end");
    }

    @Test
    void callbacksOfOneStepRunAllAtOnce() {
        var walk =
                Walk.of(
                        "'do': {'task': 'x', 'onError': [{'task': 'a', 'args': ['${error.code}']}, {'task': 'b'}], 'onSuccess': {'task': 'c'}}",
                        null);

        walk.performer.fail("do");

        assertThat(walk.performer.calls)
                .containsEntry("do.err.0", List.of("TASK_FAILED"))
                .containsEntry("do.err.1", List.of())
                .doesNotContainKey("do.ok.0");
    }

    @Test
    void aCallbackThatFailsChangesNothing() {
        var walk = Walk.of("'do': {'task': 'x', 'onSuccess': {'task': 'tell'}}", null);

        walk.performer.succeed("do", 1L);
        walk.performer.fail("do.ok.0");

        assertThat(walk.value()).isEqualTo(1L);
    }

    @Test
    void aCallbackOfAContainerRunsOnceForAll() {
        var walk =
                Walk.of(
                        "'do': {'map': '${[1,2]}', 'do': {'task': 'x'}, 'onSuccess': {'value': '${result}'}}",
                        null);

        walk.performer.succeed("do.m.0", 1L);
        assertThat(walk.performer.changes).doesNotContain("do.ok.0 SUCCEEDED");
        walk.performer.succeed("do.m.1", 2L);

        assertThat(walk.performer.changes).containsOnlyOnce("do.ok.0 SUCCEEDED");
    }

    @Test
    void aCallbackOutlivesTheGroupAroundItsStep() {
        var walk =
                Walk.of(
                        "'do': {'try': {'group': [{'task': 'x', 'onSuccess': {'task': 'tell'}}, {'task': 'y'}], 'policy': 'fail-fast'}, 'catch': [{'do': {'value': 1}}]}",
                        null);

        walk.performer.succeed("do.try.g.0", 1L);
        walk.performer.fail("do.try.g.1");
        assertThat(walk.performer.cancelled).isEmpty();
        assertThat(walk.ended()).isFalse();
        walk.performer.succeed("do.try.g.0.ok.0", null);

        assertThat(walk.value()).isEqualTo(1L);
    }

    @Test
    void nobodyIsToldOfStepsThatWereCancelled() {
        var walk =
                Walk.of(
                        "'do': {'group': [{'task': 'x', 'onError': {'task': 'tell'}, 'onSuccess': {'task': 'tell'}}, {'task': 'y'}]}, 'onError': {'task': 'tell'}",
                        null);

        walk.cancel();
        walk.performer.stopCancelled();

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.performer.calls).containsOnlyKeys("do.g.0", "do.g.1");
    }

    @Test
    void aCancelEndsCallbacksToo() {
        var walk = Walk.of("'do': {'task': 'x', 'onSuccess': {'task': 'tell'}}", null);

        walk.performer.succeed("do", 1L);
        walk.cancel();
        assertThat(walk.performer.cancelled).containsExactly("do.ok.0");
        walk.performer.stopCancelled();

        assertThat(walk.value()).isEqualTo(1L);
        assertThat(walk.status()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void theDefinitionsCallbacksGetTheResultOrTheError() {
        var well =
                Walk.of(
                        "'do': {'value': 1}, 'output': ['${prev}'], 'onSuccess': {'task': 'tell', 'args': ['${result}']}, 'onError': {'task': 'cry'}",
                        null);
        var badly =
                Walk.of(
                        "'do': {'value': '${input.none}'}, 'onSuccess': {'task': 'tell'}, 'onError': {'task': 'cry', 'args': ['${error.path}']}",
                        null);

        assertThat(well.performer.calls).containsEntry("ok.0", List.of(List.of(1L)));
        assertThat(well.performer.calls).hasSize(1);
        assertThat(badly.performer.calls).containsEntry("err.0", List.of("do"));
        assertThat(badly.performer.calls).hasSize(1);
        assertThat(badly.ended()).isFalse();
    }

    @Test
    void aSkippedStepCallsNobody() {
        var walk =
                Walk.of(
                        "'do': [{'task': 'x', 'if': '${false}', 'onSuccess': {'task': 'a'}, 'onError': {'task': 'b'}}]",
                        null);

        assertThat(walk.performer.calls).isEmpty();
        assertThat(walk.ended()).isTrue();
    }
}
