package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Skeleton.Edge;
import dev.lovage.canvas.Skeleton.Kind;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SkeletonTest {
    private static final Skeleton SKELETON =
            Skeleton.of(
                    CanvasReader.definition(
                            """
                            name: drawn
                            do:
                              - {id: files, task: files.list, label: All files}
                              - id: thumbs
                                map: "${prev}"
                                do: [{id: one, task: image.resize}, {value: "${prev}"}]
                              - id: both
                                group: {left: {task: a}, right: {task: b}}
                            """));

    @Test
    void drawsEveryNodeAfterTheContainerItStandsIn() {
        assertThat(SKELETON.nodes())
                .extracting(Skeleton.Node::path, Skeleton.Node::kind, Skeleton.Node::parent)
                .map(Object::toString)
                .containsExactly(
                        "(\"do\", CHAIN, null)",
                        "(\"do.0\", TASK, \"do\")",
                        "(\"do.1\", MAP, \"do\")",
                        "(\"do.1.m.*\", CHAIN, \"do.1\")",
                        "(\"do.1.m.*.0\", TASK, \"do.1.m.*\")",
                        "(\"do.1.m.*.1\", VALUE, \"do.1.m.*\")",
                        "(\"do.2\", GROUP, \"do\")",
                        "(\"do.2.g.left\", TASK, \"do.2\")",
                        "(\"do.2.g.right\", TASK, \"do.2\")");
        assertThat(SKELETON.edges())
                .containsExactly(
                        new Edge("do.0", "do.1"),
                        new Edge("do.1.m.*.0", "do.1.m.*.1"),
                        new Edge("do.1", "do.2"));
    }

    @Test
    void findsTheNodeOfAnyStep() {
        assertThat(SKELETON.node("do.1.m.17.0"))
                .hasValueSatisfying(node -> {
                    assertThat(node.task()).isEqualTo("image.resize");
                    assertThat(node.kind()).isEqualTo(Kind.TASK);
                });
        assertThat(SKELETON.node("do.7")).isEmpty();
    }

    @Test
    void readsPathsAsPeopleWriteThem() {
        assertThat(SKELETON.path("thumbs[3]")).contains("do.1.m.3");
        assertThat(SKELETON.path("both[left]")).contains("do.2.g.left");
        assertThat(SKELETON.path("files")).contains("do.0");
        assertThat(SKELETON.path("do.1.m.3.0")).contains("do.1.m.3.0");
        assertThat(SKELETON.path("both[middle]")).isEqualTo(Optional.empty());
        assertThat(SKELETON.path("nobody[1]")).isEmpty();
        assertThat(SKELETON.path("files[1]")).isEmpty();
    }

    @Test
    void drawsLoopsAndWhatIsAwaited() {
        var skeleton =
                Skeleton.of(
                        CanvasReader.definition(
                                """
                                name: loops
                                do:
                                  - id: polls
                                    loop:
                                      until: "${prev.ready}"
                                      max: 9
                                      do: [{task: look}, {wait: 5s}]
                                  - {await: approval, timeout: 3d, onTimeout: {task: remind}}
                                  - {loop: {while: true, max: 3, do: {task: a}}}
                                """));

        assertThat(skeleton.nodes())
                .map(node ->
                        "%s %s %s in %s: %s %s"
                                .formatted(
                                        node.role().word(),
                                        node.kind().word(),
                                        node.path(),
                                        node.parent(),
                                        node.task(),
                                        node.notes().time()))
                .containsExactly(
                        "step chain do in null: null null",
                        "step loop do.0 in do: null until prev.ready",
                        "step chain do.0.l.* in do.0: null null",
                        "step task do.0.l.*.0 in do.0.l.*: look null",
                        "step wait do.0.l.*.1 in do.0.l.*: null 5s",
                        "step await do.1 in do: approval 3d",
                        "on-timeout task do.1.timeout in do: remind null",
                        "step loop do.2 in do: null while true",
                        "step task do.2.l.* in do.2: a null");
        assertThat(skeleton.edges()).contains(new Edge("do.1", "do.1.timeout"));
        assertThat(skeleton.path("polls[7]")).contains("do.0.l.7");
        assertThat(skeleton.node("do.0.l.7.0").map(Skeleton.Node::task)).contains("look");
        assertThat(skeleton.nodes()).allMatch(node -> Paths.parse(node.path()).isPresent());
    }

    @Test
    void drawsWhatDecidesAndWhatBelongsToAStep() {
        var skeleton =
                Skeleton.of(
                        CanvasReader.definition(
                                """
                                name: control
                                do:
                                  - {wait: 10m, if: "${input.slow}"}
                                  - switch:
                                      - {when: "${input.n > 3}", do: {task: many}}
                                      - {else: [{wait: {until: "${input.due}"}}]}
                                  - id: order
                                    try: {task: take, undo: {task: put}, countdown: 5s}
                                    catch:
                                      - {on: [LOST, BROKEN], do: {task: mend}}
                                      - {do: {task: cry}}
                                    finally: {task: unlock}
                                    compensate: true
                                  - {group: [{task: a, onSuccess: {task: b, onError: {task: c}}}]}
                                onError: [{task: d}, {task: e}]
                                finally: {task: f}
                                """));

        assertThat(skeleton.nodes())
                .map(node ->
                        "%s %s in %s: %s %s %s"
                                .formatted(
                                        node.role().word(),
                                        node.path(),
                                        node.parent(),
                                        node.notes().entry(),
                                        node.notes().when(),
                                        node.notes().time()))
                .containsExactly(
                        "step do in null: null null null",
                        "step do.0 in do: null input.slow 10m",
                        "step do.1 in do: null null null",
                        "branch do.1.s.0 in do.1: input.n > 3 null null",
                        "branch do.1.s.1 in do.1: else null null",
                        "step do.1.s.1.0 in do.1.s.1: null null until input.due",
                        "step do.2 in do: null null null",
                        "try do.2.try in do.2: null null 5s",
                        "undo do.2.try.undo in do.2: null null null",
                        "catch do.2.catch.0 in do.2: LOST, BROKEN null null",
                        "catch do.2.catch.1 in do.2: null null null",
                        "finally do.2.finally in do.2: null null null",
                        "step do.3 in do: null null null",
                        "step do.3.g.0 in do.3: null null null",
                        "on-success do.3.g.0.ok.0 in do.3: null null null",
                        "on-error do.3.g.0.ok.0.err.0 in do.3: null null null",
                        "finally finally in null: null null null",
                        "on-error err.0 in null: null null null",
                        "on-error err.1 in null: null null null");
        assertThat(skeleton.edges())
                .containsExactlyInAnyOrder(
                        new Edge("do.0", "do.1"),
                        new Edge("do.1", "do.2"),
                        new Edge("do.2", "do.3"),
                        new Edge("do.2.try", "do.2.try.undo"),
                        new Edge("do.2.try", "do.2.finally"),
                        new Edge("do.2.catch.0", "do.2.finally"),
                        new Edge("do.2.catch.1", "do.2.finally"),
                        new Edge("do.3.g.0", "do.3.g.0.ok.0"),
                        new Edge("do.3.g.0.ok.0", "do.3.g.0.ok.0.err.0"),
                        new Edge("do", "finally"),
                        new Edge("do", "err.0"),
                        new Edge("do", "err.1"));
        assertThat(skeleton.path("order[catch.1]")).isEmpty();
        assertThat(skeleton.path("order[finally]")).contains("do.2.finally");
        assertThat(skeleton.node("do.3.g.0.ok.0.err.0").map(Skeleton.Node::task)).contains("c");
        assertThat(skeleton.nodes()).allMatch(node -> Paths.parse(node.path()).isPresent());
    }
}
