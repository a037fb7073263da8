package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals.Fault;
import dev.lovage.canvas.Signals.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// Who is asked before a node of a graph runs, and what becomes of the answers.
class InterruptsTest {
    private static final String GRAPH =
            """
            'do': {'graph': {
              'state': {'n': {'initial': 1, 'merge': 'add'}, 'x': {}},
              'start': 'a',
              'nodes': {
                'a': {'value': {}},
                'b': {'task': 'b', 'args': ['${state}', '${arg}'], 'update': {'n': 10}},
                'c': {'task': 'c', 'args': ['${state}'], 'update': {'n': 100}},
                'd': {'task': 'd', 'args': ['${state}'], 'update': {}}},
              'edges': [{'from': 'a', 'choose': %s}],
              'interruptBefore': ['b', 'c']}}
            """;

    private static Walk walk(String choice) {
        return Walk.of(GRAPH.formatted(choice), null);
    }

    @Test
    void aNodeWaitsForAnAnswerAndTheOthersOfItsStepWithIt() {
        var walk = walk("['b', 'd']");

        assertThat(walk.performer.changes).endsWith("do.n.1.b.i WAITING");
        assertThat(walk.performer.calls).isEmpty();
        walk.signal("b", Map.of("resume", true));

        assertThat(walk.performer.changes).contains("do.n.1.b.i SUCCEEDED");
        assertThat(walk.performer.calls).containsOnlyKeys("do.n.1.b", "do.n.1.d");
        walk.performer.succeed("do.n.1.d", 0L);
        walk.performer.succeed("do.n.1.b", 0L);
        assertThat(walk.value()).hasToString("{n=11, x=null}");
    }

    @Test
    void severalAreAskedAtOnceAndAllMustHaveAnswered() {
        var walk = walk("['b', 'c']");

        walk.signal("c", Map.of("resume", true));
        assertThat(walk.performer.calls).isEmpty();
        walk.signal("b", Map.of("resume", true));

        assertThat(walk.performer.calls).containsOnlyKeys("do.n.1.b", "do.n.1.c");
    }

    @Test
    void anUpdateIsMergedBeforeTheNodeRuns() {
        var walk = walk("'b'");

        walk.signal("b", Map.of("update", Map.of("n", 5L, "x", "said")));

        assertThat(walk.performer.calls.get("do.n.1.b")).hasToString("[{n=6, x=said}, null]");
    }

    @Test
    void anotherNodeRunsInsteadAndNobodyIsAskedAboutThat() {
        var walk = walk("['b', 'd']");

        walk.signal("b", Map.of("goto", "c", "update", Map.of("x", 1L)));

        assertThat(walk.performer.calls.toString())
                .isEqualTo("{do.n.1.c=[{n=1, x=1}], do.n.1.d=[{n=1, x=1}]}");
    }

    @Test
    void aBranchEndsWhereTheAnswerSaysSo() {
        var walk = walk("'b'");

        walk.signal("b", Map.of("goto", "end", "update", Map.of("x", 1L)));

        assertThat(walk.value()).hasToString("{n=1, x=1}");
        assertThat(walk.performer.calls).isEmpty();
    }

    @Test
    void copiesAreAskedAboutOnceAndRunAsTheyWereChosen() {
        var walk = walk("[{'node': 'b', 'with': 1}, {'node': 'b', 'with': 2}, 'b']");

        walk.signal("b", Map.of("resume", true));

        assertThat(walk.performer.calls)
                .containsOnlyKeys("do.n.1.b", "do.n.1.b.c.0", "do.n.1.b.c.1");
    }

    @Test
    void whatWasSaidBeforeItWasAskedCounts() {
        var walk =
                Walk.of(
                        "'do': [{'task': 'x'}, {'graph': {'state': {'n': {}}, 'start': 'a', 'nodes': {'a': {'task': 'a'}}, 'interruptBefore': ['a']}}]",
                        null);

        walk.signal("a", Map.of("resume", true));
        walk.performer.succeed("do.0", 1L);

        assertThat(walk.performer.calls).containsKey("do.1.n.0.a");
    }

    @Test
    void anAnswerThatIsDoneIsNotAskedForAgain() {
        var walk =
                Walk.of(
                        GRAPH.formatted("'b'"),
                        null,
                        Map.of("do.n.1.b.i", Map.of("update", Map.of("n", 1L))));

        assertThat(walk.performer.calls.get("do.n.1.b")).hasToString("[{n=2, x=null}, null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "true| INPUT_INVALID| `{resume: true}`",
                "{}| INPUT_INVALID| `{resume: true}`",
                "{'resume': false}| INPUT_INVALID| `{resume: true}`",
                "{'resume': null}| INPUT_INVALID| `{resume: true}`",
                "{'resume': true, 'why': 1}| INPUT_INVALID| `{resume: true}`",
                "{'update': 7}| BAD_UPDATE| this is a number",
                "{'update': {'y': 1}}| BAD_UPDATE| no channel `y`",
                "{'update': {'n': 'one'}}| BAD_UPDATE| takes a number",
                "{'goto': 'bb'}| UNKNOWN_NODE| Did you mean `b`",
                "{'goto': null}| UNKNOWN_NODE| this is null",
            })
    void refusesWhatIsNoAnswer(String answer, String code, String why) {
        var walk = walk("'b'");

        walk.signal("b", dev.lovage.engine.Trees.read("{'answer': " + answer + "}").get("answer"));

        assertThat(walk.failure().code()).isEqualTo(code);
        assertThat(walk.failure().message()).contains(why);
        assertThat(walk.failure().path()).isEqualTo("do.n.1.b.i");
    }

    @Test
    void twoAnswersThatReplaceOneChannelConflict() {
        var walk = walk("['b', 'c']");

        walk.signal("b", Map.of("update", Map.of("x", 1L)));
        walk.signal("c", Map.of("update", Map.of("x", 1L)));

        assertThat(walk.failure().code()).isEqualTo("CONFLICTING_UPDATE");
    }

    @Test
    void whoRefusesFailsTheGraph() {
        var walk = walk("'b'");

        var no = new Fault("REFUSED", "not with me");
        walk.signal(new Signal("1", "b", "do.n.1.b.i", null, no, "ada"));

        assertThat(walk.failure().code()).isEqualTo("REFUSED");
        assertThat(walk.performer.changes).endsWith("do.n.1.b.i FAILED", "do FAILED");
    }

    @Test
    void aCancelledRunAsksNoMore() {
        var walk = walk("['b', 'c']");

        walk.cancel();

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.changes).contains("do.n.1.b.i CANCELLED", "do.n.1.c.i CANCELLED");
        assertThat(List.copyOf(walk.performer.calls.keySet())).isEmpty();
    }
}
