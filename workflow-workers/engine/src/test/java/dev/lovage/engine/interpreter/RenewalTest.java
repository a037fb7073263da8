package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Performer.Haste;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run that goes on in a new history, again and again.
class RenewalTest {
    private static final List<Haste> HASTES = List.of(Haste.NONE, Haste.SOON, Haste.NOW);

    private static final String THREE =
            """
            'do': [{'id': 'a', 'task': 'a'}, {'wait': '1h'}, {'task': 'b', 'args': ['${prev}']},
                {'task': 'c', 'args': ['${steps.a}', '${prev}']}]
            """;

    @Test
    void givesTheSameWhereverItIsRenewedAndDoesNothingTwice() {
        for (long seed = 0; seed < 400; seed++) {
            var tree = new RandomCanvas(seed, false).withTimes().definition();

            var once = OracleTest.walked(tree, OracleTest.INPUT, seed, seed);
            var calls = new ArrayList<String>();
            var told = new ArrayList<String>();
            var renewed = renewedAtRandom(tree, seed, calls, told);

            assertThat(OracleTest.plain(renewed))
                    .as("seed %d: %s", seed, tree)
                    .isEqualTo(OracleTest.plain(once));
            assertThat(calls)
                    .as("seed %d: %s", seed, tree)
                    .containsExactlyInAnyOrderElementsOf(made(once));
            assertThat(told).as("seed %d: %s", seed, tree).doesNotHaveDuplicates();
        }
    }

    static List<String> made(Walk walk) {
        var made = new ArrayList<>(walk.performer.calls.keySet());
        made.addAll(walk.performer.flows.keySet());
        return made;
    }

    static Walk renewedAtRandom(
            Map<String, Object> tree, long seed, List<String> calls, List<String> told) {
        var random = new Random(seed);
        var walk = Walk.of(tree, OracleTest.INPUT, RandomCanvas.children(seed));
        while (true) {
            walk.performer.haste = () -> HASTES.get(random.nextInt(HASTES.size()));
            while (!walk.ended() && !walk.rests()) {
                OracleTest.endOne(walk, random, seed);
            }
            calls.addAll(made(walk));
            told.addAll(walk.performer.changes);
            if (walk.ended()) {
                return walk;
            }
            walk = walk.renewed();
        }
    }

    @Test
    void restsWhereNothingIsInFlight() {
        var walk = Walk.of("'do': [{'group': [{'task': 'a'}, {'task': 'b'}]}, {'task': 'c'}]", 1);
        walk.performer.haste = () -> Haste.SOON;

        walk.performer.succeed("do.0.g.0", 1);
        assertThat(walk.rests()).isFalse();
        walk.performer.succeed("do.0.g.1", 2);
        assertThat(walk.rests()).isTrue();
        assertThat(walk.performer.inFlight).isEmpty();

        var next = walk.renewed();

        assertThat(next.performer.changes).containsExactly();
        assertThat(next.performer.calls).containsEntry("do.1", List.of(List.of(1, 2)));
    }

    @Test
    void doesNotWaitAgain() {
        var walk = Walk.of(THREE, null);
        walk.performer.succeed("do.0", 1L);
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.ring("do.1");
        assertThat(walk.rests()).isTrue();

        var next = walk.renewed();

        assertThat(next.performer.timers).isEmpty();
        next.performer.succeed("do.2", 2L);
        assertThat(next.performer.calls).containsEntry("do.3", List.of(1L, 2L));
    }

    @Test
    void keepsTheTimeAtWhichAContainerMustHaveEnded() {
        var walk =
                Walk.of(
                        "'do': {'chain': [{'task': 'a'}, {'task': 'b'}], 'timeout': {'total': '1h'}}",
                        null);
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.0", 1);

        var next = walk.renewed(Duration.ofMinutes(20));

        assertThat(next.performer.timers).containsEntry("do", Duration.ofMinutes(40));
    }

    @Test
    void aCancelEndsTheRest() {
        var walk = Walk.of(THREE, null);
        walk.performer.succeed("do.0", 1L);
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.ring("do.1");

        walk.cancel();

        assertThat(walk.rests()).isFalse();
        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
    }

    @Test
    void aCaughtErrorIsNotRaisedAgain() {
        var walk =
                Walk.of(
                        """
                        'do': {'try': {'task': 'a'}, 'catch': [{'do': {'chain': [
                            {'task': 'b', 'args': ['${error.code}']}, {'task': 'c', 'args': ['${error.path}']}]}}]}
                        """,
                        null);
        walk.performer.fail("do.try");
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.catch.0.0", 1);
        assertThat(walk.rests()).isTrue();

        var next = walk.renewed();

        assertThat(next.performer.calls).containsEntry("do.catch.0.1", List.of("do.try"));
        next.performer.end("do.catch.0.1", new Done("ok"));
        assertThat(next.value()).isEqualTo("ok");
    }

    @Test
    void whatWasDoneIsStillUndone() {
        var walk =
                Walk.of(
                        """
                        'do': {'try': {'chain': [
                            {'task': 'a', 'undo': {'task': 'x', 'args': ['${result}']}},
                            {'map': [1, 2], 'do': {'task': 'b', 'undo': {'task': 'y', 'args': ['${item}']}}},
                            {'task': 'c'}]}, 'compensate': true}
                        """,
                        null);
        walk.performer.succeed("do.try.0", "A");
        walk.performer.succeed("do.try.1.m.0", "B0");
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.try.1.m.1", "B1");
        assertThat(walk.rests()).isTrue();

        var next = walk.renewed();
        next.performer.fail("do.try.2");
        next.performer.succeed("do.try.1.m.1.undo", null);
        next.performer.succeed("do.try.1.m.0.undo", null);
        next.performer.succeed("do.try.0.undo", null);

        assertThat(next.performer.calls)
                .containsEntry("do.try.0.undo", List.of("A"))
                .containsEntry("do.try.1.m.1.undo", List.of(2L));
        assertThat(next.failure().path()).isEqualTo("do.try.2");
    }

    @Test
    void aGraphGoesOnWithItsNextStep() {
        var walk =
                Walk.of(
                        """
                        'do': {'graph': {'state': {'n': {'initial': 0, 'merge': 'add'}}, 'start': 'one',
                            'nodes': {'one': {'task': 'a', 'args': ['${state.n}'], 'update': {'n': '${result}'}}},
                            'edges': [{'from': 'one', 'choose': '${state.n < 3 ? `one` : `end`}'}]}}
                        """
                                .replace("`", "\\\""),
                        null);
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.n.0.one", 1L);
        assertThat(walk.rests()).isTrue();

        var second = walk.renewed();
        second.performer.succeed("do.n.1.one", 2L);

        assertThat(second.performer.calls).containsOnly(Map.entry("do.n.1.one", List.of(1L)));
        assertThat(second.value()).isEqualTo(Map.of("n", 3L));
    }

    @Test
    void aMapOneByOneGoesOnWithItsNextItem() {
        var walk =
                Walk.of(
                        "'do': {'map': '${input}', 'concurrency': 1, 'do': {'task': 'a', 'args': ['${item}']}}",
                        List.of(1L, 2L, 3L));
        walk.performer.haste = () -> Haste.SOON;
        walk.performer.succeed("do.m.0", "x");

        var second = walk.renewed();
        second.performer.haste = () -> Haste.SOON;
        second.performer.succeed("do.m.1", "y");
        var third = second.renewed();
        third.performer.succeed("do.m.2", "z");

        assertThat(third.performer.calls.keySet()).containsExactly("do.m.2");
        assertThat(third.value()).isEqualTo(List.of("x", "y", "z"));
    }
}
