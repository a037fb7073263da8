package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class TurnsTest {
    private static final List<StepRow> LOOP =
            rows("do.0", "do.0.l.0.0", "do.0.l.0.1", "do.0.l.1.0", "do.0.l.1.1", "do.0.l.2.0");
    private static final List<StepRow> GRAPH =
            rows("do.1", "do.1.n.0.plan", "do.1.n.1.write", "do.1.n.2.judge", "do.1.n.3.write");

    private static List<StepRow> rows(String... paths) {
        return Arrays.stream(paths)
                .map(path ->
                        new StepRow(
                                new StepPath(path),
                                "task",
                                StepState.SUCCEEDED,
                                "t",
                                0,
                                1,
                                Instant.EPOCH,
                                null,
                                null,
                                ""))
                .toList();
    }

    private static List<String> shown(List<StepRow> steps, Map<String, Integer> chosen) {
        var turns = new Turns(steps, chosen);
        return steps.stream().map(StepRow::path).filter(turns::show).map(StepPath::text).toList();
    }

    @Test
    void showsTheLatestTurnUnlessAPersonChoseAnother() {
        assertThat(shown(LOOP, Map.of())).containsExactly("do.0", "do.0.l.2.0");
        assertThat(shown(LOOP, Map.of("do.0", 1)))
                .containsExactly("do.0", "do.0.l.1.0", "do.0.l.1.1");
        assertThat(shown(LOOP, Map.of("do.0", 99))).containsExactly("do.0", "do.0.l.2.0");
    }

    @Test
    void saysWhichTurnItIsOfHowMany() {
        var loop = new StepPath("do.0");

        assertThat(new Turns(LOOP, Map.of()).of(loop)).isEqualTo(new Turns.Span(2, 0, 2));
        assertThat(new Turns(LOOP, Map.of("do.0", 0)).of(loop)).isEqualTo(new Turns.Span(0, 0, 2));
        assertThat(new Turns(LOOP, Map.of()).of(new StepPath("do.1"))).isNull();
    }

    @Test
    void showsOfAGraphHowEachNodeStoodByThen() {
        assertThat(shown(GRAPH, Map.of()))
                .containsExactly("do.1", "do.1.n.0.plan", "do.1.n.2.judge", "do.1.n.3.write");
        assertThat(shown(GRAPH, Map.of("do.1", 1)))
                .containsExactly("do.1", "do.1.n.0.plan", "do.1.n.1.write");
    }

    @Test
    void turnsWhatStandsInATurnByItself() {
        var steps = rows("do.0.l.0.0.l.4.0", "do.0.l.1.0.l.0.0", "do.0.l.1.0.l.1.0");

        assertThat(shown(steps, Map.of())).containsExactly("do.0.l.1.0.l.1.0");
        assertThat(shown(steps, Map.of("do.0", 0))).containsExactly("do.0.l.0.0.l.4.0");
        assertThat(shown(steps, Map.of("do.0.l.*.0", 0))).containsExactly("do.0.l.1.0.l.0.0");
    }

    @Test
    void leadsAStepToItsTurn() {
        var address = new RunAddress(RunTab.GRAPH, "do.0.l.1.0.l.3.2");

        assertThat(address.shown()).isEqualTo(Map.of("do.0", 1, "do.0.l.*.0", 3));
        assertThat(address.withTurn("do.0", 0).step()).isNull();
        assertThat(address.withTurn("do.7", 0).step()).isEqualTo("do.0.l.1.0.l.3.2");
        assertThat(address.withTurn("do.7", 2).query().getQueryString())
                .isEqualTo("step=do.0.l.1.0.l.3.2&turn=do.7%3A2");
    }
}
