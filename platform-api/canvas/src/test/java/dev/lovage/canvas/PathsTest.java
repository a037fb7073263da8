package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Paths.Segment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do",
                "finally",
                "ok.0",
                "err.12.ok.0",
                "do.3.s.0.try.catch.1.finally.2.undo.g.undo.ok.0",
                "finally.m.*.try"
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
                "../do"
            })
    void refusesWhatIsNoPath(String path) {
        assertThat(Paths.parse(path)).isEmpty();
    }
}
