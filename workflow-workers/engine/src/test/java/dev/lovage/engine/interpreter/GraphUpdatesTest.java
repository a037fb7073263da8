package dev.lovage.engine.interpreter;

import static dev.lovage.engine.interpreter.GraphWalks.both;
import static dev.lovage.engine.interpreter.GraphWalks.graph;
import static dev.lovage.engine.interpreter.GraphWalks.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// What nodes of a graph make of its state.
class GraphUpdatesTest {
    @Test
    void nodesOfOneStepSeeTheSameStateAndTheirUpdatesAreMergedAsDeclared() {
        var walk =
                both(
                        "'n': {'initial': 1, 'merge': 'add'}, 'l': {'merge': 'append'}",
                        "{'task': 'b', 'args': ['${state.n}'], 'update': {'n': 10, 'l': ['${result}']}}",
                        "{'task': 'c', 'args': ['${state.n}'], 'update': {'n': '${state.n}', 'l': ['${result}']}}");

        walk.performer.succeed("do.n.1.c", "second");
        walk.performer.succeed("do.n.1.b", "first");

        assertThat(walk.performer.calls.get("do.n.1.b")).isEqualTo(List.of(1L));
        assertThat(walk.performer.calls.get("do.n.1.c")).isEqualTo(List.of(1L));
        assertThat(walk.value()).hasToString("{n=12, l=[first, second]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'x': {'merge': 'append'}| [1, 1]| [1, 1, 1, 1]",
                "'x': {'merge': 'union'}| [2, 1, 2]| [2, 1]",
                "'x': {'initial': [1], 'merge': 'union'}| ['${1}']| [1]",
                "'x': {'initial': 1, 'merge': 'add'}| 0.5| 2.0",
                "'x': {'initial': {'a': 1, 'b': 1}, 'merge': 'merge'}| {'b': 2, 'c': null}| {a=1, b=2, c=null}",
                "'x': {'initial': '', 'merge': '${old + string(new)}'}| 7| 77",
            })
    void mergesAsTheChannelSays(String channel, String value, String merged) {
        var node = "{'value': {'x': %s}}".formatted(value);

        assertThat(((Map<?, ?>) both(channel, node, node).value()).get("x")).hasToString(merged);
    }

    @Test
    void twoThatReplaceOneChannelInOneStepConflict() {
        var walk = both("'x': {}", "{'value': {'x': 1}}", "{'value': {'x': 1}}");

        assertThat(walk.failure().code()).isEqualTo("CONFLICTING_UPDATE");
        assertThat(walk.failure().path()).isEqualTo("do.n.1.c");
        assertThat(walk.failure().message()).contains("do.n.1.b and do.n.1.c", "`x`");
        assertThat(walk.performer.changes.getLast()).isEqualTo("do FAILED");
    }

    @Test
    void oneAfterTheOtherMayReplaceAChannel() {
        var walk =
                walk(
                        "'x': {'initial': 0}",
                        "'a': {'value': {'x': '${state.x + 1}'}}",
                        "{'from': 'a', 'choose': '${state.x < 3 ? `a` : `end`}'}");

        assertThat(walk.value()).isEqualTo(Map.of("x", 3L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'value': '${[1]}'}| this is a list| do.n.0.a",
                "{'value': '${null}'}| this is null| do.n.0.a",
                "[{'value': 7}]| this is a number| do.n.0.a.u",
                "{'value': 7, 'update': '${result}'}| this is a number| do.n.0.a.u",
                "{'value': '${{`y`: 1}}'}| no channel `y`; its channels are x, l, n| do.n.0.a",
                "{'value': 7, 'update': '${{`y`: result}}'}| no channel `y`| do.n.0.a.u",
                "{'value': {'l': 1}}| channel `l` takes a list, and the update is a number| do.n.0.a",
                "{'value': {'n': '1'}}| channel `n` takes a number, and the update is a text| do.n.0.a",
                "{'value': {'n': 9223372036854775807}}| beyond| do.n.0.a",
            })
    void refusesWhatIsNoUpdate(String node, String why, String path) {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'x': {}, 'l': {'merge': 'append'}, 'n': {'initial': 1, 'merge': 'add'}}, 'start': 'a', 'nodes': {'a': %s}}}"
                                .formatted(node),
                        null);

        assertThat(walk.failure().code()).isEqualTo("BAD_UPDATE");
        assertThat(walk.failure().message()).contains(why);
        assertThat(walk.failure().path()).isEqualTo(path);
    }

    @Test
    void aChannelThatHoldsTheWrongKindRefusesEveryUpdate() {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'l': {'initial': '${input}', 'merge': 'append'}}, 'start': 'a', 'nodes': {'a': {'value': {'l': []}}}}}",
                        "text");

        assertThat(walk.failure().message()).contains("takes a list, and holds a text");
    }

    @Test
    void anInitialValueThatCannotBeMadeFailsTheGraph() {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'l': {'initial': '${input.none}'}}, 'start': 'a', 'nodes': {'a': {'task': 'a'}}}}",
                        Map.of());

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.performer.calls).isEmpty();
    }

    @Test
    void aMergeWithoutValueFailsTheGraph() {
        var walk =
                walk(
                        "'x': {'initial': 1, 'merge': '${old / new}'}",
                        "'a': {'value': {'x': 0}}",
                        "");

        assertThat(walk.failure().code()).isEqualTo("EXPRESSION");
        assertThat(walk.failure().message()).contains("divides by zero");
        assertThat(walk.failure().path()).isEqualTo("do.n.0.a");
    }
}
