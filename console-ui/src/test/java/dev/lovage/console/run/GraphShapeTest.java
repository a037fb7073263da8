package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Node;
import dev.lovage.client.Run.Notes;
import dev.lovage.console.run.GraphShape.Edge;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class GraphShapeTest {
    private static Node step(
            String path, String kind, @Nullable String task, @Nullable String parent) {
        return Node.step(path, kind, null, null, task, parent);
    }

    private static Node node(
            String path, String role, @Nullable String parent, String kind, Notes notes) {
        return new Node(path, kind, null, null, "a.task", parent, role, notes);
    }

    private static GraphShape.Node shown(Node... nodes) {
        return GraphShape.of(new Run.Graph(Arrays.asList(nodes), List.of())).nodes().getFirst();
    }

    @Test
    void callsAMapThatNobodyNamedByTheTaskItRuns() {
        var map =
                shown(step("do.0", "map", null, null), step("do.0.m.*", "task", "resize", "do.0"));
        assertThat(map.name()).isEqualTo("resize");
        assertThat(map.detail()).isEqualTo("map");
        assertThat(shown(step("do.0", "map", null, null)).detail()).isEmpty();
    }

    @Test
    void saysWhatANodeIsForAboveItsBox() {
        assertThat(shown(node("do.0.s.0", "branch", null, "task", new Notes("a > 1", null, null))))
                .returns("when a > 1", GraphShape.Node::caption);
        assertThat(shown(node("do.0.s.1", "branch", null, "task", new Notes("else", "b", null))))
                .returns("else · if b", GraphShape.Node::caption)
                .returns(true, GraphShape.Node::gated);
        assertThat(
                        shown(
                                node(
                                        "do.0.catch.0",
                                        "catch",
                                        null,
                                        "task",
                                        new Notes("E, F", null, null))))
                .returns("catch E, F", GraphShape.Node::caption);
        assertThat(shown(node("do.0.catch.0", "catch", null, "task", Notes.NONE)))
                .returns("catch any error", GraphShape.Node::caption);
        assertThat(shown(node("do.0.ok.0", "on-success", null, "task", Notes.NONE)))
                .returns("on success", GraphShape.Node::caption);
        assertThat(shown(node("err.0", "on-error", null, "task", Notes.NONE)))
                .returns("on error of the run", GraphShape.Node::caption);
        assertThat(shown(node("do.0", "step", null, "task", Notes.NONE)))
                .returns("", GraphShape.Node::caption)
                .returns(false, GraphShape.Node::gated);
    }

    @Test
    void saysWhenAStepBegins() {
        assertThat(shown(node("do.0", "step", null, "wait", new Notes(null, null, "10m"))).detail())
                .isEqualTo("10m");
        var later =
                new Node("do.0", "task", "x", null, "t", null, "step", new Notes(null, null, "5s"));
        assertThat(shown(later).detail()).isEqualTo("after 5s · t");
        var due = new Notes(null, null, "until input.due");
        assertThat(shown(node("do.0", "step", null, "task", due)).detail())
                .isEqualTo("until input.due");
    }

    @Test
    void drawsNoBoxAroundTheBodyOrATriedChainAndLeadsTheirEdgesToTheLastStep() {
        var shape =
                GraphShape.of(
                        new Run.Graph(
                                List.of(
                                        step("do", "chain", null, null),
                                        step("do.0", "try", null, "do"),
                                        node("do.0.try", "try", "do.0", "chain", Notes.NONE),
                                        step("do.0.try.0", "task", "a", "do.0.try"),
                                        step("do.0.try.1", "task", "b", "do.0.try"),
                                        node("do.0.finally", "finally", "do.0", "task", Notes.NONE),
                                        node("finally", "finally", null, "task", Notes.NONE)),
                                List.of(
                                        new Run.Edge("do.0.try", "do.0.finally"),
                                        new Run.Edge("do", "finally"))));

        assertThat(shape.nodes())
                .map(node -> node.id() + " in " + node.parent())
                .containsExactly(
                        "do.0 in null",
                        "do.0.try.0 in do.0",
                        "do.0.try.1 in do.0",
                        "do.0.finally in do.0",
                        "finally in null");
        assertThat(shape.edges())
                .containsExactly(
                        new Edge("do.0.try.1", "do.0.finally"), new Edge("do.0", "finally"));
    }
}
