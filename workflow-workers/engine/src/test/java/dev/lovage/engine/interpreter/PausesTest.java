package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Pause;
import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Nothing new is dispatched while a run is paused.
class PausesTest {

    @Test
    void whoIsAStepOfThisRunIsToldOnceOfAPauseAndItsEnd() {
        var walk = Walk.of("'do': [{'task': 'a'}, {'task': 'b'}]", null);
        var pause = new Signals.Pause("p", "lunch", "ada", null);

        walk.resume("r1");
        walk.pause(pause, null);
        walk.pause(pause, null);
        walk.resume("r2");

        assertThat(walk.performer.told).extracting(Signals::id).containsExactly("p", "r2");
    }

    @Test
    void whatRunsGoesOnAndWhatItLeadsToWaits() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);

        walk.pause("we count");
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.performer.calls).containsOnlyKeys("do.0");
        assertThat(walk.performer.changes).containsExactly("paused: we count");
        walk.resume();

        assertThat(walk.performer.calls).containsKey("do.1");
        assertThat(walk.performer.changes).containsExactly("paused: we count", "goes on");
    }

    @Test
    void aRunThatIsPausedBeforeItsFirstStepBeginsWhenItGoesOn() {
        var walk = Walk.paused("'do': {'task': 'x'}");

        assertThat(walk.performer.calls).isEmpty();
        walk.resume();

        assertThat(walk.performer.calls).containsKey("do");
    }

    @Test
    void timersRunOnAndTakeEffectWhenItGoesOn() {
        var walk =
                Walk.of(
                        "'do': {'group': [[{'wait': '1m'}, {'task': 'x'}], {'await': 'a', 'timeout': '2m'}, {'chain': [{'wait': '1h'}], 'timeout': {'total': '3m'}}], 'policy': 'collect'}",
                        null);

        walk.pause("we count");
        walk.performer.ring("do.g.0.0");
        walk.performer.ring("do.g.1");
        walk.performer.ring("do.g.2");
        assertThat(walk.performer.changes).endsWith("paused: we count").contains("do.g.1 WAITING");
        walk.resume();

        assertThat(walk.performer.changes)
                .containsSubsequence("goes on", "do.g.0.0 SUCCEEDED", "do.g.2.0 CANCELLED")
                .containsSubsequence("goes on", "do.g.1 TIMED_OUT");
        assertThat(walk.performer.calls).containsOnlyKeys("do.g.0.1");
    }

    @Test
    void aSignalBeforeTheTimeIsOverCountsAlsoInAPause() {
        var walk = Walk.of("'do': {'await': 'a', 'timeout': '2m'}", null);

        walk.pause("we count");
        walk.signal("a", 1L);
        assertThat(walk.performer.rings("do")).isFalse();
        assertThat(walk.ended()).isFalse();
        walk.resume();

        assertThat(walk.value()).isEqualTo(1L);
    }

    @Test
    void itGoesOnByItselfWhenItsPauseIsOver() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);

        walk.pause(new Pause("1", "till noon", "ada", null), walk.performer.now.plusSeconds(60));
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.performer.timers).containsEntry("pause", Duration.ofMinutes(1));
        walk.performer.ring("pause");

        assertThat(walk.performer.calls).containsKey("do.1");
        assertThat(walk.performer.changes).containsExactly("paused: till noon", "goes on");
    }

    @Test
    void aPauseThatIsOverAlreadyIsNone() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);

        walk.pause(new Pause("1", "before", "ada", null), walk.performer.now.minusSeconds(60));
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.performer.calls).containsKey("do.1");
        assertThat(walk.performer.changes).isEmpty();
    }

    @Test
    void aLaterPauseTakesThePlaceOfTheOneBefore() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);

        walk.pause(new Pause("1", "short", "ada", null), walk.performer.now.plusSeconds(60));
        walk.pause("long");

        assertThat(walk.performer.rings("pause")).isFalse();
        assertThat(walk.performer.changes).containsExactly("paused: short", "paused: long");
    }

    @Test
    void theSameOrderTwiceCountsOnce() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);
        var pause = new Pause("1", "once", "ada", null);

        walk.pause(pause, null);
        walk.resume("2");
        walk.pause(pause, null);
        walk.pause("again");
        walk.resume("2");

        assertThat(walk.performer.changes)
                .containsExactly("paused: once", "goes on", "paused: again");
    }

    @Test
    void aRunThatIsNotPausedHasNothingToResume() {
        var walk = Walk.of("'do': [{'task': 'x'}, {'task': 'y'}]", null);

        walk.resume();
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.performer.calls).containsKey("do.1");
        assertThat(walk.performer.changes).isEmpty();
    }

    @Test
    void aCancelActsAtOnceAndNothingThatWasHeldBackBegins() {
        var walk =
                Walk.of(
                        "'do': {'try': {'group': [[{'task': 'x'}, {'task': 'y'}], {'task': 'z'}]}, 'finally': {'task': 'last'}}",
                        null);

        walk.pause("we count");
        walk.performer.succeed("do.try.g.0.0", 1L);
        walk.cancel();
        assertThat(walk.performer.changes).contains("goes on");
        walk.performer.stopCancelled();
        walk.performer.succeed("do.finally", null);

        assertThat(walk.status()).isEqualTo(RunState.CANCELLED);
        assertThat(walk.performer.calls)
                .containsOnlyKeys("do.try.g.0.0", "do.try.g.1", "do.finally");
    }

    @Test
    void theTimeOfTheRunIsOverAlsoInAPause() {
        var walk =
                Walk.of(
                        "'runTimeout': '1h', 'do': {'try': [{'task': 'x'}, {'task': 'y'}], 'finally': {'value': 1}}",
                        null);

        walk.pause(new Pause("1", "long", "ada", null), walk.performer.now.plusSeconds(7200));
        walk.performer.succeed("do.try.0", 1L);
        walk.performer.ring("runTimeout");

        assertThat(walk.status()).isEqualTo(RunState.TIMED_OUT);
        assertThat(walk.performer.calls).containsOnlyKeys("do.try.0");
        assertThat(walk.performer.rings("pause")).isFalse();
    }

    @Test
    void aRunThatIsToldToStopIsNotPaused() {
        var walk =
                Walk.of(
                        "'do': {'try': {'task': 'x'}, 'finally': [{'task': 'a'}, {'task': 'b'}]}",
                        null);

        walk.cancel();
        walk.performer.stopCancelled();
        walk.pause("too late");
        walk.performer.succeed("do.finally.0", 1L);

        assertThat(walk.performer.calls).containsEntry("do.finally.1", List.of(1L));
        assertThat(walk.performer.changes).doesNotContain("paused: too late");
    }
}
