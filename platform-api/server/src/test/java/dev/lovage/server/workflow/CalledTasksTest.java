package dev.lovage.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CalledTasksTest {
    @Test
    void findsTheCallsInEveryKindOfNode() {
        var definition =
                CanvasReader.definition(
                        """
                        name: calls
                        do:
                          - {group: {one: {task: grouped}}}
                          - {map: [1], do: {task: mapped}}
                          - switch: [{when: true, do: {task: chosen}}, {else: {task: other}}]
                          - try: {task: tried, undo: {task: undone}}
                            catch: [{do: {task: caught}}]
                            finally: {task: last}
                            compensate: true
                          - graph:
                              state: {task: {}}
                              start: nodes
                              nodes: {nodes: {task: node, update: {task: data}}}
                          - task: called
                            with: {task: data}
                            onSuccess: [{task: told}, [{task: first}, {task: second}]]
                            onError: {task: cried}
                          - {value: {task: data, do: {task: data}}}
                        onSuccess: {task: done}
                        onError: [{task: failed}]
                        finally: {task: ended}
                        """);

        assertThat(CalledTasks.in("", CanvasWriter.tree(definition)).values())
                .containsExactlyInAnyOrder(
                        "grouped", "mapped", "chosen", "other", "tried", "undone", "caught", "last",
                        "node", "called", "told", "first", "second", "cried", "done", "failed",
                        "ended");
    }

    @Test
    void findsWhereACallDemandsToBeInline() {
        var calls =
                List.of(
                        Map.of("task", "a", "inline", true),
                        Map.of("task", "b", "inline", false),
                        Map.of("value", Map.of("task", "c", "inline", true)));

        assertThat(CalledTasks.in("/do", calls))
                .containsOnly(
                        entry("/do/0/task", "a"),
                        entry("/do/0/inline", "a"),
                        entry("/do/1/task", "b"));
    }

    @Test
    void findsEveryTaskThatAComputedNameMayBe() {
        var call = Map.of("task", "${input.tool}", "oneOf", List.of("search", "calculate"));

        assertThat(CalledTasks.in("/canvas", call))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("/canvas/oneOf/0", "search", "/canvas/oneOf/1", "calculate"));
    }

    @Test
    void findsTheCallsOfAChordAsItWasSent() {
        var chord =
                Map.of(
                        "chord",
                        Map.of(
                                "header", List.of(Map.of("task", "a"), Map.of("task", "b")),
                                "body", Map.of("task", "sum")));

        assertThat(CalledTasks.in("/canvas", List.of(chord)))
                .containsEntry("/canvas/0/chord/header/0/task", "a")
                .containsEntry("/canvas/0/chord/header/1/task", "b")
                .containsEntry("/canvas/0/chord/body/task", "sum");
    }
}
