package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Paths.Segment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PathsTest {
    @Test
    void buildsWhatItParses() {
        var path = Paths.place(Paths.member(Paths.item(Paths.place(Paths.BODY, 1), 17), "left"), 0);
        assertThat(path).isEqualTo("do.1.m.17.g.left.0");
        assertThat(Paths.parse(path))
                .hasValueSatisfying(segments -> {
                    assertThat(segments)
                            .containsExactly(
                                    new Segment.Body(),
                                    new Segment.Place(1),
                                    new Segment.Item(17),
                                    new Segment.Member("left"),
                                    new Segment.Place(0));
                    assertThat(Paths.of(segments)).isEqualTo(path);
                });
    }

    @Test
    void knowsTheContainerAndThePattern() {
        assertThat(Paths.parent("do.1.m.17")).contains("do.1");
        assertThat(Paths.parent("do.1")).contains("do");
        assertThat(Paths.parent("do")).isEmpty();
        assertThat(Paths.pattern("do.1.m.17.g.3.m.4.0")).isEqualTo("do.1.m.*.g.3.m.*.0");
        assertThat(Paths.pattern("do.1.l.999999.timeout")).isEqualTo("do.1.l.*.timeout");
        assertThat(Paths.parent("do.1.l.4")).contains("do.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do",
                "finally",
                "ok.0",
                "err.12.ok.0",
                "do.3.s.0.try.catch.1.finally.2.undo.g.undo.ok.0",
                "finally.m.*.try",
                "do.n.*.agent.0.undo",
                "do.2.n.*.tools.i",
                "do.n.*.n.n.*.n.u",
                "do.1.r.0.g.r.r",
                "do.0.l.*.timeout.1"
            })
    void readsWhatItWrote(String path) {
        assertThat(Paths.parse(path).map(Paths::of)).contains(path);
        assertThat(Paths.pattern(path)).isEqualTo(path);
    }

    @Test
    void goesUpToTheStepThatACallbackBelongsTo() {
        assertThat(Paths.parent("do.1.ok.0")).contains("do.1");
        assertThat(Paths.parent("do.1.try")).contains("do.1");
        assertThat(Paths.parent("finally.2")).contains("finally");
        assertThat(Paths.parent("err.0")).isEmpty();
    }

    @Test
    void takesTheCopiesOfANodeForOne() {
        assertThat(Paths.parse("do.n.5.agent.c.2.0"))
                .contains(
                        List.of(
                                new Segment.Body(),
                                new Segment.Node(5, "agent"),
                                new Segment.Copy(2),
                                new Segment.Place(0)));
        assertThat(Paths.parent("do.n.5.agent.c.2")).contains("do.n.5.agent");
        assertThat(Paths.parent("do.n.5.agent")).contains("do");
        assertThat(Paths.pattern("do.n.5.agent.c.2.0")).isEqualTo("do.n.*.agent.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do.do",
                "undo",
                "try",
                "catch.0",
                "s.0",
                "0",
                "m.1",
                "do.ok",
                "do.s.x",
                "do.catch",
                "do.err.-1",
                "",
                "x",
                "do.",
                "do..1",
                "do.-1",
                "do.01",
                "do.m",
                "do.m.x",
                "do.g",
                "do.g.A",
                "do.g.-",
                "do.1.",
                "DO.1",
                "do/1",
                "do.99999999999",
                "do.m.*.x",
                "do.n.1",
                "do.n.1.A",
                "do.n.x.agent",
                "do.n.agent",
                "do.c",
                "i",
                "../do"
            })
    void refusesWhatIsNoPath(String path) {
        assertThat(Paths.parse(path)).isEmpty();
    }
}
