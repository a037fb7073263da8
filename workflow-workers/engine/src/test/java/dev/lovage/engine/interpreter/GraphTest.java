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

/// State graphs: steps, snapshots, merges, edges.
class GraphTest {
    private static final String AGENT =
            """
            'do': {'graph': {
              'state': {'messages': {'initial': ['${input}'], 'merge': 'append'}, 'cost': {'merge': 'add'}},
              'start': 'agent',
              'nodes': {
                'agent': {'task': 'chat', 'with': {'messages': '${state.messages}'},
                          'update': {'messages': '${[result.message]}', 'cost': '${result.tokens}'}},
                'tools': {'map': '${state.messages[size(state.messages)-1].calls}', 'as': 'call',
                          'do': {'task': 'tool', 'with': '${call}'}, 'update': {'messages': '${result}'}}},
              'edges': [
                {'from': 'agent', 'choose': '${has(state.messages[size(state.messages)-1].calls) ? `tools` : `end`}'},
                {'from': 'tools', 'to': 'agent'}]}}
            """;

    @Test
    void runsStepAfterStepUntilNoNodeIsActive() {
        var walk = graph(AGENT, "why?");

        walk.performer.succeed(
                "do.n.0.agent",
                Map.of(
                        "message",
                        Map.of("calls", List.of(Map.of("q", 1L), Map.of("q", 2L))),
                        "tokens",
                        3L));
        walk.performer.succeed("do.n.1.tools.m.1", "two");
        walk.performer.succeed("do.n.1.tools.m.0", "one");
        assertThat(walk.performer.calls.get("do.n.2.agent").toString())
                .isEqualTo("[{messages=[why?, {calls=[{q=1}, {q=2}]}, one, two]}]");
        walk.performer.succeed(
                "do.n.2.agent", Map.of("message", Map.of("text", "so"), "tokens", 4L));

        assertThat(walk.value())
                .hasToString(
                        "{messages=[why?, {calls=[{q=1}, {q=2}]}, one, two, {text=so}], cost=7}");
        assertThat(walk.performer.changes)
                .startsWith("do RUNNING")
                .contains("do.n.0.agent.u SUCCEEDED", "do.n.1.tools RUNNING")
                .endsWith("do.n.2.agent.u SUCCEEDED", "do SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "`nobody`| UNKNOWN_NODE| no node `nobody`; its nodes are a, b.",
                "`B`| UNKNOWN_NODE| Did you mean `b` or `a`?",
                "7| UNKNOWN_NODE| this is a number",
                "null| UNKNOWN_NODE| this is null",
                "[`b`, 7]| UNKNOWN_NODE| this is a number",
                "[{`nod`: `b`}]| UNKNOWN_NODE| this is an object",
                "[{`node`: `b`, `with`: 1, `and`: 2}]| UNKNOWN_NODE| this is an object",
                "[{`node`: `x`, `with`: 1}]| UNKNOWN_NODE| no node `x`",
                "lists.range(10001).map(i, {`node`: `b`, `with`: i})| EXPRESSION| 10,000 steps",
            })
    void refusesAChoiceOfWhatThereIsNot(String choice, String code, String why) {
        var walk =
                walk(
                        "'x': {}",
                        "'a': {'value': {}}, 'b': {'task': 'b'}",
                        "{'from': 'a', 'choose': '${state.x == null ? dyn(%s) : dyn(`b`)}'}"
                                .formatted(choice));

        assertThat(walk.failure().code()).isEqualTo(code);
        assertThat(walk.failure().message()).contains(why);
        assertThat(walk.failure().path()).isEqualTo("do.n.0.a");
        assertThat(walk.performer.calls).isEmpty();
    }

    @Test
    void refusesMoreCopiesThanAMapHasItems() {
        var list = "lists.range(5001).map(i, {`node`: `b`, `with`: i})";
        var walk =
                walk(
                        "'x': {}",
                        "'a': {'value': {}}, 'b': {'task': 'b'}",
                        "{'from': 'a', 'choose': '${%s}'}, {'from': 'a', 'choose': '${%s + []}'}"
                                .formatted(list, list));

        assertThat(walk.failure().code()).isEqualTo("MAP_TOO_LARGE");
    }

    @Test
    void aNodeThatIsReachedTwiceRunsOnce() {
        var walk =
                walk(
                        "'x': {'merge': 'append'}",
                        "'a': {'value': {}}, 'b': {'task': 'b', 'update': {'x': ['${result}']}}",
                        "{'from': 'a', 'to': 'b'}, {'from': 'a', 'choose': ['b', 'b', {'node': 'b'}]}");

        assertThat(walk.performer.calls).containsOnlyKeys("do.n.1.b");
        walk.performer.succeed("do.n.1.b", 1L);
        assertThat(walk.value()).isEqualTo(Map.of("x", List.of(1L)));
    }

    @Test
    void copiesRunEachWithItsArgumentAndTheirUpdatesAreMergedInOrder() {
        var walk =
                walk(
                        "'x': {'merge': 'append'}, 'n': {'merge': 'add'}",
                        "'a': {'value': {}}, 'b': {'task': 'b', 'args': ['${arg}'], 'update': {'x': ['${[arg, result]}'], 'n': 1}}",
                        "{'from': 'a', 'choose': '${[`p`, `q`].map(w, {`node`: `b`, `with`: w})}'}, {'from': 'a', 'choose': [{'node': 'b', 'with': null}, 'b']}");

        assertThat(walk.performer.calls.toString())
                .isEqualTo(
                        "{do.n.1.b=[null], do.n.1.b.c.0=[p], do.n.1.b.c.1=[q], do.n.1.b.c.2=[null]}");
        for (var path : List.of("do.n.1.b.c.1", "do.n.1.b.c.2", "do.n.1.b.c.0", "do.n.1.b")) {
            walk.performer.succeed(path, path.substring(path.length() - 1));
        }
        assertThat(walk.value()).hasToString("{x=[[null, b], [p, 0], [q, 1], [null, 2]], n=4}");
    }

    @Test
    void aNodeWithCopiesLeadsOnOnce() {
        var walk =
                walk(
                        "'x': {'merge': 'append'}",
                        "'a': {'value': {}}, 'b': {'value': {'x': ['${arg}']}}, 'c': {'task': 'c', 'update': {}}",
                        "{'from': 'a', 'choose': [{'node': 'b', 'with': 1}, {'node': 'b', 'with': 2}]}, {'from': 'b', 'choose': [{'node': 'c', 'with': '${size(state.x)}'}]}");

        assertThat(walk.performer.calls).containsOnlyKeys("do.n.2.c.c.0");
    }

    @Test
    void moreCopiesThanMayBeInFlightWait() {
        var walk =
                walk(
                        "'n': {'merge': 'add'}",
                        "'a': {'value': {}}, 'b': {'task': 'b', 'update': {'n': '${result}'}}",
                        "{'from': 'a', 'choose': '${lists.range(450).map(i, {`node`: `b`, `with`: i})}'}");

        while (!walk.ended()) {
            walk.performer.succeed(walk.performer.inFlight.keySet().iterator().next(), 1L);
        }
        assertThat(walk.performer.most).isEqualTo(200);
        assertThat(walk.value()).isEqualTo(Map.of("n", 450L));
    }

    @Test
    void aNodeWithoutEdgesEndsItsBranchAndTheOthersGoOn() {
        var walk =
                walk(
                        "'l': {'merge': 'append'}",
                        "'a': {'value': {'l': ['a']}}, 'b': {'value': {'l': ['b']}}, 'c': {'value': {'l': ['c']}}, 'd': {'value': {'l': ['d']}}",
                        "{'from': 'a', 'to': 'b'}, {'from': 'a', 'to': 'c'}, {'from': 'c', 'to': 'd'}, {'from': 'd', 'to': 'end'}");

        assertThat(walk.value()).isEqualTo(Map.of("l", List.of("a", "b", "c", "d")));
    }

    @Test
    void whatDoesNotEndIsStopped() {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'n': {'merge': 'add'}}, 'start': 'a', 'nodes': {'a': {'value': {'n': 1}}, 'b': {'value': {'n': 1}}}, 'edges': [{'from': 'a', 'choose': ['a', 'b']}], 'maxSteps': 3}}",
                        null);

        assertThat(walk.failure().code()).isEqualTo("GRAPH_STEP_LIMIT");
        assertThat(walk.failure().path()).isEqualTo("do");
        assertThat(walk.failure().message()).contains("after 3 steps", "a, b would come next");
        assertThat(walk.performer.changes)
                .contains("do.n.2.a SUCCEEDED")
                .doesNotContain("do.n.3.a SUCCEEDED");
    }

    @Test
    void whatEndsInItsLastStepIsNotStopped() {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'n': {'initial': 0}}, 'start': 'a', 'nodes': {'a': {'value': {'n': '${state.n + 1}'}}}, 'edges': [{'from': 'a', 'choose': '${state.n < 9999 ? `a` : state.n < 10000 ? `a` : `end`}'}], 'maxSteps': 10000}}",
                        null);

        int pauses = 0;
        while (!walk.ended()) {
            walk.performer.ring("do");
            pauses++;
        }
        assertThat(walk.value()).isEqualTo(Map.of("n", 10_000L));
        assertThat(pauses).as("the worker has its say in between").isPositive();
    }

    @Test
    void aStateThatGrowsTooLargeFailsTheGraph() {
        var walk =
                walk(
                        "'l': {'merge': 'append'}",
                        "'a': {'task': 'a', 'update': {'l': ['${result}']}}",
                        "{'from': 'a', 'to': 'a'}");

        var large = "x".repeat(100_000);
        for (int i = 0; !walk.ended(); i++) {
            walk.performer.succeed("do.n." + i + ".a", large);
        }
        assertThat(walk.failure().code()).isEqualTo("RESULT_TOO_LARGE");
        assertThat(walk.failure().path()).isEqualTo("do");
        assertThat(walk.performer.calls).hasSize(16);
    }

    @Test
    void aFailedNodeFailsTheGraphOnceTheOthersOfItsStepHaveEnded() {
        var walk = both("'x': {}", "{'task': 'b', 'update': {}}", "{'task': 'c', 'update': {}}");

        walk.performer.fail("do.n.1.c");
        assertThat(walk.ended()).isFalse();
        walk.performer.fail("do.n.1.b");

        assertThat(walk.failure().path()).isEqualTo("do.n.1.b");
        assertThat(walk.performer.changes).endsWith("do FAILED");
    }

    @Test
    void aCancelledGraphTakesNoFurtherStep() {
        var walk = walk("'x': {}", "'a': {'task': 'a', 'update': {}}", "{'from': 'a', 'to': 'a'}");

        walk.cancel();
        walk.performer.succeed("do.n.0.a", 1L);

        assertThat(walk.failure().code()).isEqualTo("CANCELLED");
        assertThat(walk.performer.calls).containsOnlyKeys("do.n.0.a");
        assertThat(walk.performer.changes).endsWith("do CANCELLED");
    }

    @Test
    void aSkippedNodeUpdatesNothingAndItsEdgesAreTaken() {
        var walk =
                walk(
                        "'x': {'initial': 0, 'merge': 'add'}",
                        "'a': {'task': 'a', 'if': '${state.x > 0}', 'update': {'x': 100}}, 'b': {'wait': {'until': '2020-01-01T00:00:00Z'}, 'update': {'x': 1}}, 'c': {'wait': {'until': '2020-01-01T00:00:00Z'}}",
                        "{'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 'c'}");

        assertThat(walk.value()).isEqualTo(Map.of("x", 1L));
        assertThat(walk.performer.changes).contains("do.n.0.a SKIPPED", "do.n.2.c SUCCEEDED");
    }

    @Test
    void nodesSeeWhatIsBeforeTheGraphButNoPrevAndNothingIsSeenOfThemOutside() {
        var walk =
                graph(
                        """
                        'do': [{'id': 'before', 'value': 7},
                          {'graph': {'state': {'x': {'initial': '${prev}'}}, 'start': 'a', 'nodes': {
                            'a': [{'task': 'first'}, {'id': 'inner', 'value': '${steps.before + state.x}'}, {'value': {'x': '${steps.inner}'}}]}}},
                          {'value': '${prev.x}'}]
                        """,
                        null);

        assertThat(walk.performer.calls).containsEntry("do.1.n.0.a.0", List.of());
        walk.performer.succeed("do.1.n.0.a.0", null);
        assertThat(walk.value()).isEqualTo(14L);
        assertThat(walk.performer.changes).contains("do.1.n.0.a.u SUCCEEDED");
    }

    @Test
    void aGraphInAGraphHasAStateOfItsOwn() {
        var walk =
                walk(
                        "'x': {'initial': 1}",
                        "'a': {'graph': {'state': {'x': {'initial': '${state.x + 1}'}}, 'start': 'a', 'nodes': {'a': {'value': {'x': '${state.x * 10}'}}}}}",
                        "");

        assertThat(walk.value()).isEqualTo(Map.of("x", 20L));
        assertThat(walk.performer.changes).contains("do.n.0.a.n.0.a SUCCEEDED");
    }

    @Test
    void whatANodeDidIsUndoneWhenTheGraphFails() {
        var walk =
                graph(
                        "'do': {'try': {'graph': {'state': {'x': {}}, 'start': 'a', 'nodes': {'a': {'task': 'a', 'update': {}, 'undo': {'task': 'back', 'args': ['${state.x}']}}}, 'edges': [{'from': 'a', 'to': 'a'}], 'maxSteps': 2}}, 'compensate': true}",
                        null);

        walk.performer.succeed("do.try.n.0.a", 1L);
        walk.performer.succeed("do.try.n.1.a", 1L);
        walk.performer.succeed("do.try.n.1.a.undo", null);
        walk.performer.succeed("do.try.n.0.a.undo", null);

        assertThat(walk.failure().code()).isEqualTo("GRAPH_STEP_LIMIT");
    }

    @Test
    void aNodeThatIsDoneIsNotRunAgain() {
        var walk =
                graph(
                        AGENT,
                        "why?",
                        Map.of(
                                "do.n.0.agent",
                                Map.of(
                                        "message",
                                        Map.of("calls", List.of(Map.of())),
                                        "tokens",
                                        1L)));

        assertThat(walk.performer.calls).containsOnlyKeys("do.n.1.tools.m.0");
    }

    @Test
    void aGraphThatIsDoneIsNotRunAgain() {
        var walk = graph(AGENT, "why?", Map.of("do", Map.of("messages", List.of())));

        assertThat(walk.value()).isEqualTo(Map.of("messages", List.of()));
        assertThat(walk.performer.changes).containsExactly("do SUCCEEDED");
    }

    @Test
    void handsItsOptionsDownAndKeepsItsDeadline() {
        var walk =
                graph(
                        "'do': {'graph': {'state': {'x': {}}, 'start': 'a', 'nodes': {'a': {'task': 'a', 'update': {}}}}, 'queue': 'slow', 'timeout': {'total': '1h'}}",
                        null);

        assertThat(walk.performer.inFlight.get("do.n.0.a").queue()).isEqualTo("slow");
        walk.performer.ring("do");
        walk.performer.stopCancelled();
        assertThat(walk.failure().code()).isEqualTo("TIMEOUT_TOTAL");
    }

    @Test
    void aModelThatAsksForAToolThatIsNotListedIsToldSo() {
        var walk =
                graph(
                        """
                        'do': {'graph': {
                          'state': {'messages': {'initial': ['${input}'], 'merge': 'append'}},
                          'start': 'agent',
                          'nodes': {
                            'agent': {'task': 'chat', 'with': {'messages': '${state.messages}'}, 'update': {'messages': ['${result}']}},
                            'tools': {'map': '${state.messages[size(state.messages)-1].toolCalls}', 'as': 'call',
                              'do': {'try': {'task': '${call.name}', 'oneOf': ['search', 'calculate'], 'with': '${call.arguments}'},
                                     'catch': [{'do': {'value': '${error.code}: ${error.message}'}}]},
                              'update': {'messages': '${result}'}}},
                          'edges': [
                            {'from': 'agent', 'choose': '${has(state.messages[size(state.messages)-1].toolCalls) ? `tools` : `end`}'},
                            {'from': 'tools', 'to': 'agent'}],
                          'maxSteps': 50}}
                        """,
                        "why?");

        var calls =
                List.of(
                        Map.of("name", "shell", "arguments", Map.of("run", "rm")),
                        Map.of("name", "search", "arguments", Map.of("for", "why")));
        walk.performer.succeed("do.n.0.agent", Map.of("toolCalls", calls));
        assertThat(walk.performer.inFlight).containsOnlyKeys("do.n.1.tools.m.1.try");
        assertThat(walk.performer.inFlight.get("do.n.1.tools.m.1.try").task()).isEqualTo("search");
        walk.performer.succeed("do.n.1.tools.m.1.try", "because");
        assertThat(walk.performer.calls.get("do.n.2.agent").toString())
                .endsWith(
                        "TASK_NOT_LISTED: `task` gave `shell`; `oneOf` lists only search, calculate,"
                                + " because]}]");
        walk.performer.succeed("do.n.2.agent", Map.of("text", "because"));

        assertThat(walk.value().toString()).endsWith("because, {text=because}]}");
    }
}
