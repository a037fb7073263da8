package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.BlobReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class InterpreterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'task': 't'}                                              | []",
                "{'task': 't', 'args': [1, 2]}                              | [1, 2]",
                "{'task': 't', 'args': '${input.list}'}                     | [7, 8]",
                "{'task': 't', 'with': {'a': '${input.list}'}}              | [{a=[7, 8]}]",
                "{'task': 't', 'with': {}}                                  | [{}]",
                "{'task': 't', 'args': [1], 'with': {'a': 2}}               | [1, {$kwargs={a=2}}]",
            })
    void argumentsOfAFirstStepAreWhatItSays(String call, String arguments) {
        var walk = Walk.of("'do': [" + call + "]", Map.of("list", List.of(7L, 8L)));

        assertThat(walk.performer.calls.get("do.0")).hasToString(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'task': 't'}                                  | [before]",
                "{'task': 't', 'args': []}                      | []",
                "{'task': 't', 'args': [1]}                     | [1]",
                "{'task': 't', 'args': [1], 'pipe': true}       | [before, 1]",
                "{'task': 't', 'with': {'a': '${prev}'}}        | [{a=before}]",
            })
    void argumentsOfALaterStepTakeTheValueBefore(String call, String arguments) {
        var walk = Walk.of("'do': [{'value': 'before'}, " + call + "]", null);

        assertThat(walk.performer.calls.get("do.1")).hasToString(arguments);
    }

    @Test
    void anObjectOfNamedArgumentsIsMarkedAsSuch() {
        var walk =
                Walk.of(
                        "'do': {'group': [{'task': 't', 'with': {'a': 1}}, {'task': 't', 'args': [{'a': 1}]}]}",
                        null);

        assertThat(walk.performer.inFlight.get("do.g.0").arguments().named()).isTrue();
        assertThat(walk.performer.inFlight.get("do.g.1").arguments().named()).isFalse();
    }

    @Test
    void aChainPassesValuesOnAndGivesTheLast() {
        var walk =
                Walk.of(
                        "'do': [{'id': 'a', 'task': 'x'}, {'task': 'y'}, {'value': {'a': '${steps.a}', 'prev': '${prev}'}}]",
                        null);

        walk.performer.succeed("do.0", 1L);
        assertThat(walk.performer.calls.get("do.1")).isEqualTo(List.of(1L));
        walk.performer.succeed("do.1", 2L);

        assertThat(walk.value()).isEqualTo(Map.of("a", 1L, "prev", 2L));
    }

    @Test
    void membersOfAGroupGetWhatTheGroupGotAndGiveAListInTheirOrder() {
        var walk = Walk.of("'do': [{'value': 5}, {'group': [{'task': 'x'}, {'task': 'y'}]}]", null);

        walk.performer.succeed("do.1.g.1", "second");
        walk.performer.succeed("do.1.g.0", "first");

        assertThat(walk.performer.calls.values()).containsExactly(List.of(5L), List.of(5L));
        assertThat(walk.value()).isEqualTo(List.of("first", "second"));
        assertThat(walk.performer.changes)
                .containsExactly("do.0 SUCCEEDED", "do.1 RUNNING", "do.1 SUCCEEDED");
    }

    @Test
    void aNamedGroupGivesAnObject() {
        var walk = Walk.of("'do': {'group': {'b': {'value': 1}, 'a': {'value': 2}}}", null);

        assertThat(walk.value()).hasToString("{b=1, a=2}");
    }

    @Test
    void nothingInAContainerGivesAnEmptyValue() {
        assertThat(Walk.of("'do': {'group': []}", null).value()).isEqualTo(List.of());
        assertThat(Walk.of("'do': {'group': {}}", null).value()).isEqualTo(Map.of());
        assertThat(Walk.of("'do': {'map': '${[]}', 'do': {'task': 't'}}", null).value())
                .isEqualTo(List.of());
    }

    @Test
    void aMapBindsItemAndIndexAndStartsWithTheItem() {
        var walk =
                Walk.of(
                        "'do': [{'map': '${input}', 'as': 'x', 'index': 'i', 'do': [{'id': 'twice', 'value': '${prev * 2}'},"
                                + " {'value': ['${i}', '${x}', '${steps.twice}']}]}]",
                        List.of(10L, 20L));

        assertThat(walk.value()).isEqualTo(List.of(List.of(0L, 10L, 20L), List.of(1L, 20L, 40L)));
    }

    @Test
    void whatFollowsAGroupSeesTheStepsInsideIt() {
        var walk =
                Walk.of(
                        "'do': [{'group': [{'id': 'a', 'value': 1}, {'chain': [{'id': 'b', 'value': 2}, {'value': 3}]}]},"
                                + " {'value': ['${steps.a}', '${steps.b}']}]",
                        null);

        assertThat(walk.value()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void theOutputSeesTheWholeBody() {
        var walk =
                Walk.of(
                        "'do': [{'id': 'a', 'value': 1}, {'value': 2}], 'output': {'a': '${steps.a}', 'last': '${prev}', 'run': '${run.id}'}",
                        null);

        assertThat(walk.value()).isEqualTo(Map.of("a", 1L, "last", 2L, "run", "test~1"));
    }

    @Test
    void policyWaitRaisesTheFirstErrorInMemberOrderAfterAllHaveEnded() {
        var walk = Walk.of("'do': {'group': [{'task': 'x'}, {'task': 'y'}, {'task': 'z'}]}", null);

        walk.performer.fail("do.g.2");
        walk.performer.fail("do.g.1");
        assertThat(walk.ended()).isFalse();
        walk.performer.succeed("do.g.0", 1L);

        assertThat(walk.failure().path()).isEqualTo("do.g.1");
    }

    @Test
    void policyFailFastCancelsTheOthersAndRaisesTheFirstErrorInTime() {
        var walk =
                Walk.of(
                        "'do': {'group': [{'task': 'x'}, {'task': 'y'}, {'task': 'z'}], 'policy': 'fail-fast', 'concurrency': 2}",
                        null);

        walk.performer.fail("do.g.1");
        assertThat(walk.performer.cancelled).containsExactly("do.g.0");
        walk.performer.stopCancelled();

        assertThat(walk.failure().path()).isEqualTo("do.g.1");
        assertThat(walk.performer.calls).doesNotContainKey("do.g.2");
    }

    @Test
    void policyCollectGivesValuesAndErrors() {
        var walk =
                Walk.of(
                        "'do': [{'map': '${[1,2]}', 'do': {'task': 'x'}, 'policy': 'collect'}, {'value': ['${prev[0].value}', '${prev[1].error.code}']}]",
                        null);

        walk.performer.succeed("do.0.m.0", "fine");
        walk.performer.fail("do.0.m.1");

        assertThat(walk.value()).isEqualTo(List.of("fine", "TASK_FAILED"));
    }

    @Test
    void noMoreMembersAreInFlightThanConcurrencySays() {
        var walk =
                Walk.of(
                        "'do': {'map': '${input}', 'do': {'task': 'x'}, 'concurrency': 3}",
                        IntStream.range(0, 10).boxed().toList());

        for (int i = 0; i < 10; i++) {
            walk.performer.succeed("do.m." + i, i);
        }

        assertThat(walk.performer.most).isEqualTo(3);
        assertThat((List<?>) walk.value()).hasSize(10);
    }

    @Test
    void aCancelTellsWhatRunsAndStartsNothingNew() {
        var walk =
                Walk.of(
                        "'do': [{'map': '${[1,2,3]}', 'do': [{'task': 'x'}, {'task': 'y'}], 'concurrency': 2, 'policy': 'collect'}, {'task': 'z'}]",
                        null);

        walk.cancel();
        assertThat(walk.performer.cancelled).containsExactly("do.0.m.0.0", "do.0.m.1.0");
        walk.performer.succeed("do.0.m.0.0", "in time");
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.calls.keySet()).containsExactly("do.0.m.0.0", "do.0.m.1.0");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do.0 CANCELLED");
    }

    @Test
    void aContainerWhoseTimeIsOverCancelsWhatIsInsideAndFails() {
        var walk =
                Walk.of(
                        "'do': [{'group': [{'task': 'x'}, {'value': 1}], 'timeout': {'total': '5s'}}, {'task': 'y'}]",
                        null);
        assertThat(walk.performer.timers).containsEntry("do.0", Duration.ofSeconds(5));

        walk.performer.ring("do.0");
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
        assertThat(walk.failure().path()).isEqualTo("do.0");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do.0 TIMED_OUT");
    }

    @Test
    void theTimerOfAContainerThatEndedInTimeIsTakenBack() {
        var walk = Walk.of("'do': {'chain': [{'task': 'x'}], 'timeout': {'total': '5s'}}", null);

        walk.performer.succeed("do.0", 1L);

        assertThat(walk.performer.rings("do")).isFalse();
        assertThat(walk.value()).isEqualTo(1L);
    }

    @Test
    void whatIsAlreadyDoneIsNotDoneAgain() {
        var walk =
                Walk.of(
                        "'do': [{'id': 'a', 'task': 'x'}, {'map': '${[1,2]}', 'do': {'task': 'y'}}, {'value': ['${steps.a}', '${prev}']}]",
                        null,
                        Map.of("do.0", "old", "do.1.m.1", "kept"));

        walk.performer.succeed("do.1.m.0", "new");

        assertThat(walk.performer.calls.keySet()).containsExactly("do.1.m.0");
        assertThat(walk.value()).isEqualTo(List.of("old", List.of("new", "kept")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'value': '${input.missing}'}]                                  | EXPRESSION       | do.0",
                "[{'value': 1}, {'task': 't', 'args': '${input}'}]                | EXPRESSION       | do.1",
                "[{'task': 't', 'with': '${1}'}]                                  | EXPRESSION       | do.0",
                "[{'map': '${input}', 'do': {'value': 1}}]                        | EXPRESSION       | do.0",
                "[{'group': {'a': {'map': '${input.big}', 'do': {'value': 1}}}}]  | MAP_TOO_LARGE    | do.0.g.a",
                "[{'map': '${input.big.slice(0,9999)}', 'do': {'value': '${input.text}'}}] | RESULT_TOO_LARGE | do.0",
                "[{'value': '${input.kept.rows}'}]                                | VALUE_BY_REFERENCE | do.0",
                "[{'map': '${input.kept}', 'do': {'value': 1}}]                   | VALUE_BY_REFERENCE | do.0",
                "[{'task': 't', 'args': '${input.kept}'}]                         | VALUE_BY_REFERENCE | do.0",
            })
    void whatCannotBeDoneFailsWithItsCodeAndPath(String body, String code, String path) {
        var input =
                Map.of(
                        "big",
                        new ArrayList<>(java.util.Collections.nCopies(10_001, 1L)),
                        "text",
                        "x".repeat(1000),
                        "kept",
                        new BlobReference("1/r", 9, "0".repeat(64), BlobReference.JSON, 2L).json());

        var walk = Walk.of("'do': " + body, input);

        assertThat(walk.failure().code()).isEqualTo(code);
        assertThat(walk.failure().path()).isEqualTo(path);
    }

    @Test
    void lengthCostsNoStack() {
        var chain =
                IntStream.range(0, 100)
                        .mapToObj(i -> "{'value': '${prev + 1}'}")
                        .collect(Collectors.joining(","));
        var walk =
                Walk.of(
                        "'do': [{'map': '${input}', 'do': [{'value': 0}, "
                                + chain
                                + "]}, {'value': '${prev[1999]}'}]",
                        new ArrayList<>(Arrays.asList(new Object[2000])));

        assertThat(walk.value()).isEqualTo(100L);
    }
}
