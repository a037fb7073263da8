package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Signals.Signal;
import dev.lovage.engine.Trees;
import dev.lovage.engine.interpreter.Performer.Haste;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What waits goes on waiting in the new history of a run; what is in flight ends before it.
class CarriedTest {
    private static final String LATER =
            "'do': [{'task': 'a'}, {'task': 'b'}, {'await': 'go'}, {'task': 'c'}]";

    private static final String BESIDE =
            "'do': {'group': {'x': %s, 'y': [{'task': 'a'}, {'task': 'b'}]}}";

    private static Walk tired(String definition) {
        var walk = Walk.of(definition, null);
        walk.performer.haste = () -> Haste.SOON;
        return walk;
    }

    private static Signal signal(String id, String name, Object value) {
        return new Signal(id, name, null, value, null, null);
    }

    @Test
    void aSignalThatNobodyAwaitsYet() {
        var walk = Walk.of(LATER, null);
        walk.signal("go", "now");
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.rests()).isTrue();

        var next = walk.renewed();
        next.performer.succeed("do.1", 2L);

        assertThat(next.performer.calls).containsEntry("do.3", List.of("now"));
    }

    @Test
    void aSignalThatComesWhileTheRunRestsIsHeardInTheOldHistory() {
        var walk = tired(LATER);
        walk.performer.succeed("do.0", 1L);

        walk.signal("go", "now");
        assertThat(walk.rests()).isFalse();
        walk.performer.succeed("do.1", 2L);

        assertThat(walk.rests()).isTrue();
        assertThat(walk.renewed().performer.calls).containsEntry("do.3", List.of("now"));
    }

    @Test
    void theIdOfASignalSoThatItCountsOnce() {
        var walk =
                Walk.of(
                        "'do': [{'await': 'go'}, {'task': 'a'}, {'task': 'b'}, {'await': 'go'}]",
                        1);
        walk.signal(signal("7", "go", 1L));
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.1", 1L);

        var next = walk.renewed();
        next.performer.succeed("do.2", 2L);
        next.signal(signal("7", "go", 1L));

        assertThat(next.ended()).isFalse();
        next.signal(signal("8", "go", "other"));
        assertThat(next.value()).isEqualTo("other");
    }

    @Test
    void howManySignalsThereWere() {
        var walk = Walk.of(LATER, null);
        for (int i = 0; i < Signals.MOST_WAITING; i++) {
            walk.signal("go", i);
        }
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.renewed().signal(signal("more", "go", 1L))).isFalse();
    }

    @Test
    void theIdOfAPauseSoThatItDoesNotPauseAgain() {
        var walk = Walk.of(LATER, null);
        var pause = new Signals.Pause("p", "lunch", "ada", null);
        walk.pause(pause, null);
        walk.resume("r");
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.0", 1L);

        var next = walk.renewed();
        next.pause(pause, null);

        next.performer.succeed("do.1", 2L);
        assertThat(next.performer.changes).containsExactly("do.2 WAITING");
    }

    @Test
    void aPausedRunStaysInItsHistory() {
        var walk = tired(LATER);
        walk.pause("lunch");
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.rests()).isFalse();

        walk.resume();

        assertThat(walk.rests()).isTrue();
    }

    @Test
    void aPauseThatComesWhileTheRunRestsHoldsIt() {
        var walk = tired(LATER);
        walk.performer.succeed("do.0", 1L);

        walk.pause("lunch");
        assertThat(walk.rests()).isFalse();
        assertThat(walk.performer.calls).containsOnlyKeys("do.0");
        walk.resume();

        assertThat(walk.performer.calls).containsOnlyKeys("do.0", "do.1");
    }

    @Test
    void anAwaitBesideWithItsTime() {
        var walk = tired(BESIDE.formatted("{'await': 'go', 'timeout': '1h'}"));
        walk.performer.succeed("do.g.y.0", 1L);
        assertThat(walk.rests()).isTrue();

        var next = walk.renewed(Duration.ofMinutes(20));

        assertThat(next.performer.changes).isEmpty();
        assertThat(next.performer.goesOn).containsExactly("do.g.x WAITING");
        assertThat(next.performer.timers).containsEntry("do.g.x", Duration.ofMinutes(40));
        next.signal("go", "now");
        next.performer.succeed("do.g.y.1", 2L);
        assertThat(next.value()).isEqualTo(Map.of("x", "now", "y", 2L));
    }

    @Test
    void whoWaitsLongestForASignal() {
        var walk =
                Walk.of(
                        """
                        'do': {'group': {
                            'late': [{'task': 'a'}, {'await': 'go'}],
                            'first': {'await': 'go'},
                            'other': [{'task': 'c'}, {'task': 'd'}, {'task': 'e'}]}}
                        """,
                        null);
        walk.performer.succeed("do.g.late.0", 1L);
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.g.other.0", 1L);
        var second = walk.renewed();
        second.performer.haste = () -> Haste.SOON;
        second.performer.succeed("do.g.other.1", 1L);

        var third = second.renewed();
        third.signal("go", "now");

        assertThat(third.performer.changes).containsExactly("do.g.first SUCCEEDED");
    }

    @Test
    void aWaitAndACountdownBesideWithTheirTimes() {
        var walk =
                tired(
                        """
                        'do': {'group': {
                            'wait': {'wait': '1h'},
                            'countdown': {'task': 'c', 'countdown': '2h', 'if': '${input == null}'},
                            'expires': {'task': 'd', 'countdown': '2h', 'expires': '30m'},
                            'y': [{'task': 'a'}, {'task': 'b'}]}}
                        """);
        walk.performer.succeed("do.g.y.0", 1L);

        var next = walk.renewed(Duration.ofMinutes(20));

        assertThat(next.performer.changes).isEmpty();
        assertThat(next.performer.timers)
                .containsOnly(
                        Map.entry("do.g.wait", Duration.ofMinutes(40)),
                        Map.entry("do.g.countdown", Duration.ofMinutes(100)),
                        Map.entry("do.g.expires", Duration.ofMinutes(10)));
        next.performer.ring("do.g.expires");
        assertThat(next.performer.changes).containsExactly("do.g.expires EXPIRED");
        next.performer.ring("do.g.countdown");
        assertThat(next.performer.calls).containsKey("do.g.countdown");
    }

    @Test
    void aQuestionOfAGraphAndTheAnswersToTheOthers() {
        var walk =
                tired(
                        """
                        'do': {'group': {
                            'g': {'graph': {'state': {'n': {'initial': 0, 'merge': 'add'}}, 'start': 'a',
                                'nodes': {'a': {'value': {}},
                                    'b': {'task': 'b', 'update': {'n': 1}},
                                    'c': {'chain': [{'task': 'c'}, {'task': 'd'}], 'update': {'n': 2}}},
                                'edges': [{'from': 'a', 'choose': ['b', 'c']}],
                                'interruptBefore': ['b', 'c']}},
                            'y': [{'task': 'a'}, {'task': 'b'}, {'task': 'c'}]}}
                        """);
        walk.signal("b", Map.of("update", Map.of("n", 10L)));
        walk.performer.succeed("do.g.y.0", 1L);

        var second = walk.renewed();
        assertThat(second.performer.goesOn).containsExactly("do.g.g.n.1.c.i WAITING");
        second.signal("c", Map.of("resume", true));
        assertThat(second.performer.calls)
                .containsOnlyKeys("do.g.y.1", "do.g.g.n.1.b", "do.g.g.n.1.c.0");
        second.performer.succeed("do.g.g.n.1.b", 1L);
        second.performer.succeed("do.g.y.1", 1L);
        second.performer.succeed("do.g.y.2", 1L);
        second.performer.haste = () -> Haste.SOON;
        second.performer.succeed("do.g.g.n.1.c.0", 1L);
        var third = second.renewed();

        assertThat(third.performer.calls).containsOnlyKeys("do.g.g.n.1.c.1");
        third.performer.succeed("do.g.g.n.1.c.1", 1L);
        assertThat(third.value()).hasToString("{g={n=13}, y=1}");
    }

    @Test
    void theCanvasThatRunsInThePlaceOfACall() {
        var walk =
                Walk.of(
                        """
                        'mayCall': ['x'], 'do': {'try': [
                            {'task': 'a'}, {'value': '${[1, prev]}'}, {'task': 'b'}],
                            'compensate': true}
                        """,
                        null);
        walk.performer.replace(
                "do.try.0",
                Trees.read(
                        """
                        {'try': [{'task': 'x', 'undo': {'task': 'x', 'args': ['${result}']}},
                            {'task': 'x'}], 'compensate': true}
                        """));
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.try.0.r.try.0", "made");
        assertThat(walk.rests()).isTrue();

        var second = walk.renewed();
        assertThat(second.performer.calls).containsOnlyKeys("do.try.0.r.try.1");
        second.performer.haste = () -> Haste.SOON;
        second.performer.succeed("do.try.0.r.try.1", "more");
        assertThat(second.performer.changes)
                .containsExactly("do.try.0.r SUCCEEDED", "do.try.0 SUCCEEDED");
        var third = second.renewed();
        assertThat(third.performer.changes).containsExactly("do.try.1 SUCCEEDED");
        assertThat(third.performer.calls).containsEntry("do.try.2", List.of(List.of(1L, "more")));
        third.performer.fail("do.try.2");

        assertThat(third.performer.calls).containsEntry("do.try.0.r.try.0.undo", List.of("made"));
    }

    @Test
    void aCallIsWaitedForByAllBeside() {
        var walk = Walk.of(BESIDE.formatted("{'task': 'long'}"), null);
        walk.performer.haste = () -> Haste.NOW;
        walk.performer.succeed("do.g.y.0", 1L);
        assertThat(walk.performer.calls).doesNotContainKey("do.g.y.1");
        assertThat(walk.rests()).isFalse();
        walk.performer.succeed("do.g.x", "done");

        assertThat(walk.rests()).isTrue();
        var next = walk.renewed();
        assertThat(next.performer.calls).containsOnlyKeys("do.g.y.1");
        next.performer.succeed("do.g.y.1", 2L);
        assertThat(next.value()).isEqualTo(Map.of("x", "done", "y", 2L));
    }

    @Test
    void nobodyWaitsForACallBesideAsLongAsThereIsRoom() {
        var walk = tired(BESIDE.formatted("{'task': 'long'}"));

        walk.performer.succeed("do.g.y.0", 1L);

        assertThat(walk.performer.calls).containsKey("do.g.y.1");
    }

    @Test
    void whoWaitsForAllBesideHearsThatTheRunIsCancelled() {
        var walk = Walk.of(BESIDE.formatted("{'task': 'long'}"), null);
        walk.performer.haste = () -> Haste.NOW;
        walk.performer.succeed("do.g.y.0", 1L);

        walk.cancel();
        walk.performer.stopCancelled();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
    }

    @Test
    void aCallbackEndsBeforeTheNewHistoryAndIsNotHeldUpByIt() {
        var walk =
                Walk.of(
                        "'do': [{'task': 'a', 'onSuccess': {'chain': [{'task': 'x'}, {'task': 'y'}]}}, {'task': 'b'}]",
                        null);
        walk.performer.haste = () -> Haste.NOW;
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.performer.calls).containsOnlyKeys("do.0", "do.0.ok.0.0");

        walk.performer.succeed("do.0.ok.0.0", 1L);
        assertThat(walk.rests()).isFalse();
        walk.performer.succeed("do.0.ok.0.1", 1L);

        assertThat(walk.rests()).isTrue();
    }

    @Test
    void whatIsTooLargeFailsWhereItIs() {
        var walk = tired("'do': [{'task': 'a'}, {'task': 'b'}, {'task': 'c'}]");
        walk.performer.takes = () -> false;
        walk.performer.succeed("do.0", 1L);
        assertThat(walk.performer.calls).as("there is room").containsKey("do.1");

        walk.performer.haste = () -> Haste.NOW;
        walk.performer.succeed("do.1", 1L);

        assertThat(walk.failure().code()).isEqualTo("RESULT_TOO_LARGE");
        assertThat(walk.failure().message()).contains("1 MiB");
        assertThat(walk.failure().path()).isEqualTo("do");
    }

    @Test
    void whatCannotGoOnElsewhereEndsBeforeTheHistoryIsFull() {
        var walk =
                Walk.of(
                        "'do': {'task': 'a', 'onSuccess': {'chain': [{'task': 'x'}, {'task': 'y'}]}}",
                        null);
        walk.performer.succeed("do", 1L);
        walk.performer.haste = () -> Haste.TOO_LATE;
        walk.performer.succeed("do.ok.0.0", 1L);

        assertThat(walk.performer.calls).doesNotContainKey("do.ok.0.1");
        assertThat(walk.value()).isEqualTo(1L);
    }
}
