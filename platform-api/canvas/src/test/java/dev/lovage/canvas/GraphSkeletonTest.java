package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.canvas.Skeleton.Edge;
import dev.lovage.canvas.Skeleton.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// How state graphs are drawn.
class GraphSkeletonTest {
    private static final Skeleton SKELETON =
            Skeleton.of(
                    CanvasReader.definition(
                            """
                            name: drawn
                            do:
                              - id: talk
                                graph:
                                  state: {n: {}}
                                  start: agent
                                  nodes:
                                    agent: {task: chat, label: Agent}
                                    tools: [{task: look}, {task: up}]
                                    judge: {task: judge}
                                  edges:
                                    - {from: agent, choose: "${state.n > 1 ? 'tools' : 'end'}"}
                                    - {from: agent, choose: "${state.n < 5 ? ['tools', 'agent'] : []}"}
                                    - {from: tools, to: agent}
                                    - {from: tools, choose: "${state.n}"}
                                    - {from: judge, to: end}
                                  interruptBefore: [tools]
                            """));

    @Test
    void drawsTheNodesInTheGraphAndWhereTheyMayLead() {
        assertThat(SKELETON.nodes())
                .map(node ->
                        "%s %s in %s: %s"
                                .formatted(
                                        node.kind().word(),
                                        node.path(),
                                        node.parent(),
                                        node.notes().entry()))
                .containsExactly(
                        "chain do in null: null",
                        "graph do.0 in do: null",
                        "task do.0.n.*.agent in do.0: start",
                        "await do.0.n.*.tools.i in do.0: null",
                        "chain do.0.n.*.tools in do.0: null",
                        "task do.0.n.*.tools.0 in do.0.n.*.tools: null",
                        "task do.0.n.*.tools.1 in do.0.n.*.tools: null",
                        "task do.0.n.*.judge in do.0: null");
        assertThat(SKELETON.edges())
                .containsExactlyInAnyOrder(
                        new Edge("do.0.n.*.tools.i", "do.0.n.*.tools"),
                        new Edge("do.0.n.*.tools.0", "do.0.n.*.tools.1"),
                        new Edge("do.0.n.*.agent", "do.0.n.*.tools.i"),
                        new Edge("do.0.n.*.agent", "do.0.n.*.agent"),
                        new Edge("do.0.n.*.tools", "do.0.n.*.agent"),
                        new Edge("do.0.n.*.tools", "do.0.n.*.tools.i"),
                        new Edge("do.0.n.*.tools", "do.0.n.*.judge"));
    }

    @Test
    void findsTheNodeOfEveryStepAndCopy() {
        assertThat(SKELETON.node("do.0.n.7.agent").map(Skeleton.Node::kind)).contains(Kind.TASK);
        assertThat(SKELETON.node("do.0.n.7.judge.c.2").map(Skeleton.Node::task)).contains("judge");
        assertThat(SKELETON.node("do.0.n.7.tools.c.2.1").map(Skeleton.Node::task)).contains("up");
        assertThat(SKELETON.path("talk[5.tools]")).contains("do.0.n.5.tools");
        assertThat(SKELETON.path("talk[tools]")).isEmpty();
        assertThat(SKELETON.path("talk[5.nobody]")).isEmpty();
    }

    @Test
    void asksForOneOfThreeAnswersBeforeANodeRuns() {
        var graph =
                (Canvas.Graph)
                        CanvasReader.canvas(
                                Json.readDocument(
                                        """
                                        graph:
                                          state: {l: {merge: append}, n: {merge: add}, m: {merge: merge}, x: {}}
                                          start: a
                                          nodes: {a: {task: a}}
                                          interruptBefore: [a]
                                        """));
        var question = graph.graph().question("a");

        assertThat(question.name()).isEqualTo("a");
        var form = InputSchema.of(question.form());
        assertThat(List.of("resume: true", "update: {l: [1], n: 2, m: {}, x: y}", "goto: end"))
                .allSatisfy(answer -> form.fill(Json.readDocument(answer)));
        assertThat(
                        List.of(
                                "{}",
                                "yes",
                                "resume: false",
                                "update: {n: one}",
                                "update: {y: 1}",
                                "update: {l: 1}",
                                "goto: b",
                                "resume: true\nwhy: not"))
                .allSatisfy(answer ->
                        assertThatThrownBy(() -> form.fill(Json.readDocument(answer)))
                                .isInstanceOf(InvalidCanvasException.class));
        var definition =
                CanvasReader.definition(Map.of("name", "a", "do", CanvasWriter.tree(graph)));
        assertThat(definition.lifetime().runTimeout()).hasDays(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${'a'}| a",
                "${input.x ? 'a' : input.y ? 'b' : 'end'}| a, b, end",
                "${input.x ? ['a', {'node': 'b', 'with': 1}] : []}| a, b",
                "${input.list.map(x, {'node': 'b', 'with': x})}| b",
                "${input.list.map(x, x > 1, {'with': x, 'node': 'b'}) + [{'node': 'a', 'with': input.x}]}| a, b",
                "${input.x ? 'a' : input.y}| a, *",
                "${input.list.filter(x, x == 'b')}| *",
                "${'a' + 'b'}| *",
                "${{'with': 1}}| *",
                "${[input.x]}| *",
                "${input.x + ['a']}| *",
                "${7}| *",
                "${input.}| *",
                "text ${'a'}| *",
                "a| a",
            })
    void readsWhatAChooseCanGive(String choice, String given) {
        var template = new Templates((_, _) -> {}, new Flaws(Map.of())).read(choice, "");
        var targets = Targets.of(template, Expressions.level(RunInput.ENGINE));

        var names = Set.of(given.split(", "));
        assertThat(targets.among(Set.of("unsaid")).contains("unsaid"))
                .isEqualTo(names.contains("*"));
        assertThat(targets.named())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().filter(name -> !name.equals("*")).toList());
    }

    @Test
    void readsWhatALiteralChooseGives() {
        var tree = List.of("a", Map.of("node", "b", "with", "${input}"), "${'c'}");
        var template = new Templates((_, _) -> {}, new Flaws(Map.of())).read(tree, "");

        assertThat(Targets.of(template, Expressions.level(RunInput.ENGINE)).named())
                .containsExactly("a", "b", "c");
    }
}
