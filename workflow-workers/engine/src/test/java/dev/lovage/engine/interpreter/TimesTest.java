package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// When a step begins: `wait`, `countdown`, `eta`, `expires`. It is 12:00:00 UTC.
class TimesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'10m'                                  | PT10M",
                "'${input.delay}'                       | PT90S",
                "{'until': '2026-11-21T12:00:05Z'}      | PT5S",
                "{'until': '${input.at}'}               | PT1H",
            })
    void aWaitLastsAsLongAsItSaysAndTheValueBeforePassesThrough(String wait, Duration time) {
        var walk =
                Walk.of(
                        "'do': [{'value': 1}, {'id': 'w', 'wait': "
                                + wait
                                + "}, {'value': ['${prev}', '${steps.w}']}]",
                        Map.of("delay", "90s", "at", "2026-11-21T15:00:00+02:00"));

        assertThat(walk.performer.timers).containsEntry("do.1", time);
        assertThat(walk.performer.changes.getLast()).isEqualTo("do.1 WAITING");
        walk.performer.ring("do.1");

        assertThat(walk.value()).isEqualTo(List.of(1L, 1L));
        assertThat(walk.performer.changes).contains("do.1 SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'until': '2026-11-21T11:59:59Z'}",
                "{'until': '2026-11-21T12:00:00Z'}",
                "'0s'",
            })
    void aWaitForATimeThatIsOverIsNone(String wait) {
        var walk = Walk.of("'do': [{'wait': " + wait + "}, {'task': 'x'}]", null);

        assertThat(walk.performer.timers).isEmpty();
        assertThat(walk.performer.calls).containsEntry("do.1", List.of());
        assertThat(walk.performer.changes).containsExactly("do.0 SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'${input.none}'",
                "'${input.text}'",
                "'${input.long}'",
                "{'until': '${input.text}'}",
                "{'until': '${input.far}'}",
            })
    void aTimeThatIsNoneOrTooFarFailsTheStep(String wait) {
        var walk =
                Walk.of(
                        "'do': [{'wait': " + wait + "}]",
                        Map.of("text", "soon", "long", "P366D", "far", "9999-01-01T00:00:00Z"));

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.performer.changes).containsExactly("do.0 FAILED");
    }

    @Test
    void aCancelEndsAWait() {
        var walk = Walk.of("'do': [{'wait': '10m'}, {'task': 'x'}]", null);

        walk.cancel();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.rings("do.0")).isFalse();
        assertThat(walk.performer.changes).containsExactly("do.0 WAITING", "do.0 CANCELLED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'countdown': '10s'                     | PT10S",
                "'countdown': '${input}'                | PT1M",
                "'eta': '2026-11-21T13:00:00Z'          | PT1H",
            })
    void aCallBeginsNoEarlierThanItSays(String begin, Duration time) {
        var walk = Walk.of("'do': {'task': 'x', " + begin + "}", "1m");

        assertThat(walk.performer.calls).isEmpty();
        assertThat(walk.performer.timers).containsEntry("do", time);
        assertThat(walk.performer.changes).containsExactly("do SCHEDULED");
        walk.performer.ring("do");

        assertThat(walk.performer.calls).containsKey("do");
    }

    @Test
    void aCallWhoseTimeHasComeIsNotScheduled() {
        var walk = Walk.of("'do': [{'task': 'x', 'eta': '2020-01-01T00:00:00Z'}]", null);

        assertThat(walk.performer.calls).containsKey("do.0");
        assertThat(walk.performer.changes).isEmpty();
        assertThat(walk.performer.timers).isEmpty();
    }

    @Test
    void aContainerThatWaitsForItsTimeShowsThat() {
        var walk =
                Walk.of(
                        "'do': [{'chain': [{'value': 1}], 'countdown': '10s'}, {'group': [{'value': 2}], 'countdown': '5s'}]",
                        null);

        walk.performer.ring("do.0");
        walk.performer.ring("do.1");

        assertThat(walk.value()).isEqualTo(List.of(2L));
        assertThat(walk.performer.changes)
                .containsSubsequence(
                        "do.0 SCHEDULED",
                        "do.0 RUNNING",
                        "do.0.0 SUCCEEDED",
                        "do.0 SUCCEEDED",
                        "do.1 SCHEDULED",
                        "do.1 RUNNING",
                        "do.1 SUCCEEDED");
    }

    @Test
    void theConditionIsAskedBeforeTheWait() {
        var walk = Walk.of("'do': [{'task': 'x', 'countdown': '10s', 'if': '${false}'}]", null);

        assertThat(walk.performer.timers).isEmpty();
        assertThat(walk.ended()).isTrue();
    }

    @Test
    void aCallExpiresSoLongAfterItBecameReady() {
        var walk = Walk.of("'do': {'task': 'x', 'countdown': '10s', 'expires': '1m'}", null);
        var ready = walk.performer.now;

        walk.performer.ring("do");

        assertThat(walk.performer.inFlight.get("do").expiresAt()).isEqualTo(ready.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"10s", "1h"})
    void aCallThatExpiresBeforeItMayBeginIsNeverSent(String countdown) {
        var walk =
                Walk.of(
                        "'do': {'task': 'x', 'countdown': '" + countdown + "', 'expires': '10s'}",
                        null);

        assertThat(walk.performer.timers).containsEntry("do", Duration.ofSeconds(10));
        walk.performer.ring("do");

        assertThat(walk.failure().code()).isEqualTo("EXPIRED");
        assertThat(walk.performer.changes).containsExactly("do SCHEDULED", "do EXPIRED");
    }

    @Test
    void aWaitThatIsDoneIsNotWaitedForAgain() {
        var walk = Walk.of("'do': [{'wait': '10m'}, {'value': 1}]", null, Map.of("do.0", "before"));

        assertThat(walk.value()).isEqualTo(1L);
        assertThat(walk.performer.timers).isEmpty();
    }
}
