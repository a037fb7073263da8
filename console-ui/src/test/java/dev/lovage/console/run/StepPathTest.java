package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class StepPathTest {
    @ParameterizedTest
    @CsvSource({
        "do.1, do.1",
        "do.1.m.17, do.1.m.*",
        "do.1.m.17.2, do.1.m.*.2",
        "do.1.m.3.g.left.m.40, do.1.m.*.g.left.m.*",
        "do.1.g.m, do.1.g.m",
        "do.1.g.m.3, do.1.g.m.3",
        "do.0.l.4, do.0.l.*",
        "do.0.l.4.1.l.2.0, do.0.l.*.1.l.*.0",
        "do.1.n.5.agent, do.1.n.*.agent",
        "do.1.n.5.agent.c.2.0, do.1.n.*.agent.0",
        "do.1.n.5.tools.i, do.1.n.*.tools.i",
        "do.1.n.5.tools.c.1.u, do.1.n.*.tools",
        "do.0.l, do.0.l.*",
        "do.1.m.99999999999, do.1.m.*"
    })
    void everyItemTurnAndCopyIsOneNode(String path, String node) {
        assertThat(new StepPath(path).node()).isEqualTo(node);
    }

    @Test
    void sortsWhatBelongsToAStepBehindWhatItIsMadeOf() {
        var paths =
                List.of(
                        "finally",
                        "do.1.undo",
                        "do.1.finally",
                        "do.1.catch.0",
                        "do.1.try.1",
                        "do.1.try.0.ok.0",
                        "do.1.try.0",
                        "do.1",
                        "err.0",
                        "do");
        assertThat(paths.stream().map(StepPath::new).sorted().map(StepPath::text))
                .containsExactly(
                        "do",
                        "do.1",
                        "do.1.try.0",
                        "do.1.try.0.ok.0",
                        "do.1.try.1",
                        "do.1.catch.0",
                        "do.1.finally",
                        "do.1.undo",
                        "finally",
                        "err.0");
    }

    @Test
    void sortsItemsByTheirNumber() {
        var paths = List.of("do.2", "do.1.m.10", "do.1", "do.1.m.2", "do.10", "do.1.m.9");
        assertThat(paths.stream().map(StepPath::new).sorted().map(StepPath::text))
                .containsExactly("do.1", "do.1.m.2", "do.1.m.9", "do.1.m.10", "do.2", "do.10");
    }
}
