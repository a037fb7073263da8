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
}
