package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Run.Node node(String path, String kind, @Nullable String parent) {
        return Run.Node.step(path, kind, null, null, null, parent);
    }

    private static StepRow step(String path, StepState state, int size) {
        return new StepRow(new StepPath(path), "task", state, "t", size, 1, NOW, null, null, "");
    }

    private static RunPicture picture(List<Run.Node> nodes, StepRow... steps) {
        var run =
                new Run(
                        "w~1",
                        "w",
                        1,
                        RunState.RUNNING,
                        new Run.Trigger("cli", null, List.of(), null),
                        new Run.Times(NOW, NOW, null),
                        null,
                        new Run.Seen(NOW, "projection"));
        return new RunPicture(
                run, new Run.Graph(nodes, List.of()), Arrays.asList(steps), false, null);
    }

    @Test
    void leavesOutWhatHasNotBegun() {
        var nodes = List.of(node("do.0", "task", null), node("do.1", "task", null));
        var progress = Progress.of(picture(nodes, step("do.0", StepState.SUCCEEDED, 0)));
        assertThat(progress).containsOnlyKeys("do.0");
    }

    @Test
    void countsTheItemsOfAMap() {
        var nodes = List.of(node("do.0", "map", null), node("do.0.m.*", "task", "do.0"));
        var progress =
                Progress.of(
                        picture(
                                nodes,
                                step("do.0", StepState.RUNNING, 10),
                                step("do.0.m.0", StepState.SUCCEEDED, 0),
                                step("do.0.m.1", StepState.FAILED, 0),
                                step("do.0.m.2", StepState.RUNNING, 0),
                                step("do.0.m.3", StepState.QUEUED, 0)));
        assertThat(progress.get("do.0")).isEqualTo(new Progress.Node("RUNNING", "", 10, 2, 1, 1));
    }

    @Test
    void judgesAnItemOfSeveralStepsByTheWorstOfThem() {
        var nodes = List.of(node("do.0", "map", null));
        var progress =
                Progress.of(
                        picture(
                                nodes,
                                step("do.0", StepState.RUNNING, 2),
                                step("do.0.m.0.0", StepState.SUCCEEDED, 0),
                                step("do.0.m.0.1", StepState.RUNNING, 0),
                                step("do.0.m.1.0", StepState.SUCCEEDED, 0),
                                step("do.0.m.1.1", StepState.SUCCEEDED, 0)));
        assertThat(progress.get("do.0")).isEqualTo(new Progress.Node("RUNNING", "", 2, 1, 0, 1));
    }

    @Test
    void aChainIsAsFarAsWhatStandsInIt() {
        var nodes =
                List.of(
                        node("do.0", "chain", null),
                        node("do.0.0", "task", "do.0"),
                        node("do.0.1", "task", "do.0"));
        var begun = Progress.of(picture(nodes, step("do.0.0", StepState.SUCCEEDED, 0)));
        assertThat(begun.get("do.0").state()).isEqualTo("RUNNING");
        var failed = Progress.of(picture(nodes, step("do.0.0", StepState.FAILED, 0)));
        assertThat(failed.get("do.0").state()).isEqualTo("FAILED");
    }

    @Test
    void endsAChainWhoseCallbacksNeverRan() {
        var nodes =
                List.of(
                        node("do", "chain", null),
                        node("do.0", "task", "do"),
                        beside("do.0.err.0", "on-error", "do"));
        var progress = Progress.of(picture(nodes, step("do.0", StepState.SUCCEEDED, 0)));
        assertThat(progress.get("do").state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void judgesASwitchByTheBranchThatWasTaken() {
        var nodes =
                List.of(
                        node("do.0", "switch", null),
                        beside("do.0.s.0", "branch", "do.0"),
                        beside("do.0.s.1", "branch", "do.0"));
        var progress = Progress.of(picture(nodes, step("do.0.s.1", StepState.SUCCEEDED, 0)));
        assertThat(progress.get("do.0").state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void judgesATryByTheCatchThatRan() {
        var nodes =
                List.of(
                        node("do.0", "try", null),
                        beside("do.0.try", "try", "do.0"),
                        beside("do.0.catch.0", "catch", "do.0"),
                        beside("do.0.finally", "finally", "do.0"));
        var failed = step("do.0.try", StepState.FAILED, 0);
        var caught = step("do.0.catch.0", StepState.SUCCEEDED, 0);
        assertThat(Progress.of(picture(nodes, failed)).get("do.0").state()).isEqualTo("FAILED");
        assertThat(Progress.of(picture(nodes, failed, caught)).get("do.0").state())
                .isEqualTo("SUCCEEDED");
    }

    private static Run.Node beside(String path, String role, String parent) {
        return new Run.Node(path, "task", null, null, null, parent, role, Run.Notes.NONE);
    }
}
