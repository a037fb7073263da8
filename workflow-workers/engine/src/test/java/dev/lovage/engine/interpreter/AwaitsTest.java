package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Fault;
import dev.lovage.canvas.Signals.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// It is 12:00:00 UTC.
class AwaitsTest {
    private static final String TWO = "'do': {'group': [{'await': 'a'}, {'await': 'a'}]}";

    @Test
    void waitsUntilASignalBringsItsValue() {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'id': 'asked', 'await': 'approval'}, {'value': ['${prev}', '${steps.asked.ok}']}]",
                        null);

        assertThat(walk.performer.changes).endsWith("do.1 WAITING");
        assertThat(walk.signal("other", 1)).isTrue();
        assertThat(walk.ended()).isFalse();
        walk.signal("approval", Map.of("ok", true));

        assertThat(walk.value()).isEqualTo(List.of(Map.of("ok", true), true));
        assertThat(walk.performer.changes).contains("do.1 SUCCEEDED");
        assertThat(walk.performer.timers).isEmpty();
    }

    @Test
    void signalsAreKeptInTheirOrderUntilTheyAreAwaited() {
        var walk =
                Walk.of("'do': [{'task': 'x'}, {'group': [{'await': 'a'}, {'await': 'a'}]}]", null);

        walk.signal("a", "first");
        walk.signal("b", "other");
        walk.signal("a", null);
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.value()).isEqualTo(Arrays.asList("first", null));
        assertThat(walk.performer.changes)
                .contains("do.1.g.0 SUCCEEDED", "do.1.g.1 SUCCEEDED")
                .doesNotContain("do.1.g.0 WAITING");
    }

    @Test
    void aSignalReleasesTheOneThatWaitsLongest() {
        var walk = Walk.of(TWO, null);

        walk.signal("a", 1L);
        assertThat(walk.performer.changes).endsWith("do.g.0 SUCCEEDED");
        walk.signal("a", 2L);

        assertThat(walk.value()).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void aSignalWithAPathReleasesTheOneThere() {
        var walk = Walk.of(TWO, null);

        walk.signal(new Signal("1", "a", "do.g.1", "second", null, null));
        walk.signal(new Signal("2", "a", "do.g.7", "nobody", null, null));
        assertThat(walk.ended()).isFalse();
        walk.signal(new Signal("3", "a", "do.g.0", "first", null, null));

        assertThat(walk.value()).isEqualTo(List.of("first", "second"));
    }

    @Test
    void aSignalWithAPathIsKeptForTheOneThere() {
        var walk = Walk.of("'do': [{'await': 'a'}, {'await': 'a'}]", null);

        walk.signal(new Signal("1", "a", "do.1", "second", null, null));
        assertThat(walk.performer.changes).containsExactly("do.0 WAITING");
        walk.signal("a", "first");

        assertThat(walk.value()).isEqualTo("second");
    }

    @Test
    void theSameSignalTwiceCountsOnce() {
        var walk = Walk.of(TWO, null);
        var signal = new Signal("1", "a", null, "x", null, null);

        assertThat(walk.signal(signal)).isTrue();
        assertThat(walk.signal(signal)).isTrue();
        assertThat(walk.ended()).isFalse();
        walk.signal("a", "y");

        assertThat(walk.value()).isEqualTo(List.of("x", "y"));
    }

    @Test
    void aSignalMayBringAnError() {
        var walk =
                Walk.of(
                        "'do': {'try': {'await': 'a'}, 'catch': [{'on': ['SHIP_SANK'], 'do': {'value': ['${error.message}', '${error.path}']}}]}",
                        null);

        var fault = new Fault("SHIP_SANK", "in the storm");
        walk.signal(new Signal("1", "a", null, null, fault, "ada"));

        assertThat(walk.value()).isEqualTo(List.of("in the storm", "do.try"));
        assertThat(walk.performer.changes).contains("do.try FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'3d'                               | PT72H",
                "'${input}'                         | PT1M",
                "{'until': '2026-11-21T13:00:00Z'}  | PT1H",
            })
    void anAwaitGivesUpAfterItsTimeout(String timeout, Duration time) {
        var walk = Walk.of("'do': {'await': 'a', 'timeout': " + timeout + "}", "1m");

        assertThat(walk.performer.timers).containsEntry("do", time);
        walk.performer.ring("do");

        assertThat(walk.failure().code()).isEqualTo("AWAIT_TIMEOUT");
        assertThat(walk.performer.changes).containsExactly("do WAITING", "do TIMED_OUT");
    }

    @Test
    void aTimeoutThatIsOverLeavesOnlyWhatIsThere() {
        var awaits =
                "'do': [{'task': 'x'}, {'await': 'a', 'timeout': '0s', 'onTimeout': {'value': 'late'}}]";
        var there = Walk.of(awaits, null);
        there.signal("a", "there");
        there.performer.succeed("do.0", 1L);
        var late = Walk.of(awaits, null);
        late.performer.succeed("do.0", 1L);

        assertThat(there.value()).isEqualTo("there");
        assertThat(late.value()).isEqualTo("late");
        assertThat(late.performer.timers).isEmpty();
    }

    @Test
    void onTimeoutMakesTheValueInstead() {
        var walk =
                Walk.of(
                        "'do': [{'value': 7}, {'id': 'w', 'await': 'a', 'timeout': '1m', 'onTimeout': [{'value': ['${prev}', 'late']}, {'task': 'x'}]}, {'value': '${steps.w}'}]",
                        null);

        walk.performer.ring("do.1");
        assertThat(walk.performer.changes).contains("do.1 WAITING", "do.1 RUNNING");
        assertThat(walk.performer.calls)
                .containsEntry("do.1.timeout.1", List.of(List.of(7L, "late")));
        walk.signal("a", "too late");
        walk.performer.succeed("do.1.timeout.1", "instead");

        assertThat(walk.value()).isEqualTo("instead");
        assertThat(walk.performer.changes).contains("do.1 SUCCEEDED");
    }

    @Test
    void onTimeoutThatFailsFailsTheAwait() {
        var walk =
                Walk.of("'do': {'await': 'a', 'timeout': '1m', 'onTimeout': {'task': 'x'}}", null);

        walk.performer.ring("do");
        walk.performer.fail("do.timeout");

        assertThat(walk.failure().path()).isEqualTo("do.timeout");
        assertThat(walk.performer.changes).endsWith("do FAILED");
    }

    @Test
    void aSignalInTimeLeavesNoTimer() {
        var walk = Walk.of("'do': [{'await': 'a', 'timeout': '1m'}, {'task': 'x'}]", null);

        walk.signal("a", 1L);

        assertThat(walk.performer.rings("do.0")).isFalse();
        assertThat(walk.performer.calls).containsEntry("do.1", List.of(1L));
    }

    @Test
    void aCancelEndsAnAwait() {
        var walk = Walk.of("'do': {'await': 'a', 'timeout': '1m'}", null);

        walk.cancel();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.changes).containsExactly("do WAITING", "do CANCELLED");
        assertThat(walk.performer.rings("do")).isFalse();
    }

    @Test
    void anAwaitThatWasCancelledTakesNoSignal() {
        var walk =
                Walk.of(
                        "'do': {'try': {'group': [{'await': 'a'}, {'task': 'x'}], 'policy': 'fail-fast'}, 'catch': [{'do': {'await': 'a'}}]}",
                        null);
        walk.performer.fail("do.try.g.1");
        assertThat(walk.performer.changes).contains("do.try.g.0 CANCELLED", "do.catch.0 WAITING");

        walk.signal("a", "for the second");

        assertThat(walk.value()).isEqualTo("for the second");
    }

    @Test
    void aTimeoutThatIsNoneFailsTheStep() {
        var walk = Walk.of("'do': {'await': 'a', 'timeout': '${input}'}", "soon");

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.performer.changes).containsExactly("do FAILED");
    }

    @Test
    void aValueThatIsTooLargeFailsTheStep() {
        var walk = Walk.of("'do': {'await': 'a'}", null);

        walk.signal("a", "x".repeat(1536 * 1024));

        assertThat(walk.failure().code()).isEqualTo("RESULT_TOO_LARGE");
    }

    @Test
    void onlySoManySignalsWait() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'await': 'a'}, {'await': 'b'}]", null);

        for (int i = 0; i < Signals.MOST_WAITING; i++) {
            assertThat(walk.signal("a", i)).isTrue();
        }
        assertThat(walk.signal("b", "dropped")).isFalse();
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.performer.changes).endsWith("do.1 SUCCEEDED", "do.2 WAITING");
        assertThat(walk.signal("b", "taken")).isTrue();
        assertThat(walk.value()).isEqualTo("taken");
    }

    @Test
    void onlySoManySignalsCountAndWhoWaitsForMoreIsTold() {
        var turns = Signals.MOST;
        var walk =
                Walk.of(
                        "'do': {'loop': {'while': true, 'max': 1000000, 'do': {'await': 'a'}}}",
                        null);

        for (int i = 0; i < turns; i++) {
            assertThat(walk.signal("a", 1L)).isTrue();
        }
        assertThat(walk.performer.changes).endsWith("do.l." + turns + " WAITING");
        assertThat(walk.signal("a", 1L)).isFalse();

        assertThat(walk.performer.changes)
                .endsWith(
                        "do.l." + turns + " WAITING", "do.l." + turns + " WAITING SIGNALS_DROPPED");
        assertThat(walk.ended()).isFalse();
    }

    @Test
    void aSignalForNobodyDoesNothing() {
        var walk = Walk.of("'do': [{'task': 'x'}]", null);

        assertThat(walk.signal("nobody", Collections.singletonMap("a", null))).isTrue();
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.value()).isEqualTo(1L);
    }
}
