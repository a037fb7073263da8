package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.cli.ShowCommand.Shown;
import dev.lovage.client.Run;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

class RunTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final Failure GONE =
            new Failure(
                    "FILE_NOT_FOUND",
                    "NoSuchFileException",
                    "\u001b[31mno such file",
                    "files.read",
                    "do.0",
                    3,
                    false,
                    null);

    private static Run run(RunState state, int revision, @Nullable Failure error) {
        return new Run(
                "census~1",
                "census",
                revision,
                state,
                new Run.Trigger("cli", "ann", List.of("nightly", "eu"), "default"),
                new Run.Times(
                        NOON, NOON.plusSeconds(1), error == null ? null : NOON.plusSeconds(9)),
                error,
                new Run.Seen(NOON, "projection"));
    }

    private static Run.Step step(StepState state, @Nullable Failure error) {
        return new Run.Step(
                "do.0",
                "task",
                state,
                new Run.Work("files.read", "default", null),
                new Run.StepTimes(NOON, NOON),
                3,
                null,
                error);
    }

    @Test
    void aFailedRunTellsWhatWentWrongAndWhere() {
        Run run = run(RunState.FAILED, 2, GONE);

        assertThat(lines(new Shown(run, null, List.of(step(StepState.FAILED, GONE)), false)))
                .containsExactly(
                        "census~1 FAILED",
                        "workflow   census revision 2",
                        "trigger    cli by ann, tags nightly eu, queue default",
                        "accepted   2026-11-21T12:00:00Z",
                        "started    2026-11-21T12:00:01Z",
                        "ended      2026-11-21T12:00:09Z",
                        "error      FILE_NOT_FOUND: no such file (do.0)",
                        "  FAILED    do.0  files.read  attempt 3  FILE_NOT_FOUND: no such file");
    }

    @Test
    void aRunThatWaitsTellsWhy() {
        Run.Why why =
                new Run.Why(
                        Run.Why.Kind.NO_WORKER,
                        "No worker polls the queue default.",
                        "do.0",
                        NOON,
                        NOON.plusSeconds(60),
                        "default",
                        null,
                        null);
        Run run = run(RunState.RUNNING, 0, null);

        assertThat(lines(new Shown(run, why, List.of(step(StepState.QUEUED, null)), false)))
                .contains(
                        "workflow   census",
                        "why        NO_WORKER No worker polls the queue default. (until"
                                + " 2026-11-21T12:01:00Z)",
                        "  QUEUED    do.0  files.read  attempt 3")
                .noneMatch(line -> line.startsWith("ended"));
    }

    @Test
    void aStepThatIsTriedAgainTellsHowFarItWasAndWhenItGoesOn() {
        Run.Step open = step(StepState.RETRYING, GONE);
        Run.Step told =
                new Run.Step(
                        open.path(),
                        open.kind(),
                        open.state(),
                        open.work(),
                        open.times(),
                        2,
                        null,
                        GONE,
                        new Run.Underway(
                                "1@here",
                                NOON.plusSeconds(30),
                                new Run.Progress(3, 10, "file \u001b[31m3")),
                        true);

        Run run = run(RunState.RUNNING, 1, null);
        assertThat(lines(new Shown(run, null, List.of(told), false)).getLast())
                .isEqualTo(
                        "  RETRYING  do.0  files.read  attempt 2, 3 of 10 (file 3),"
                                + " again at 2026-11-21T12:00:30Z, as last heard  FILE_NOT_FOUND: no such file");
    }

    @Test
    void aReasonAloneTellsSinceWhenAndWhatToDo() {
        Run.Why why =
                new Run.Why(
                        Run.Why.Kind.CHILD,
                        "do.2 waits for the run `resize~1`.",
                        "do.2",
                        NOON,
                        null,
                        null,
                        null,
                        null,
                        "See what `resize~1` waits for.",
                        "resize~1");

        assertThat(RunText.whole(why).lines())
                .containsExactly(
                        "CHILD  do.2 waits for the run `resize~1`.",
                        "since      2026-11-21T12:00:00Z",
                        "step       do.2",
                        "run        resize~1",
                        "advice     See what `resize~1` waits for.");
    }

    @Test
    void ofVeryManyStepsSomeAreShown() {
        List<Run.Step> many = Collections.nCopies(51, step(StepState.RUNNING, null));
        Run run = run(RunState.RUNNING, 2, null);

        assertThat(lines(new Shown(run, null, many, false)))
                .filteredOn(line -> line.startsWith("  RUNNING"))
                .hasSize(50);
        assertThat(lines(new Shown(run, null, many, false)).getLast())
                .startsWith("There are more steps");
    }

    @ParameterizedTest
    @EnumSource(
            value = StepState.class,
            names = {"SUCCEEDED", "SKIPPED", "CANCELLED", "TERMINATED"})
    void whatWentWellOrWasLeftDoesNotMatter(StepState state) {
        assertThat(RunText.matters(step(state, null))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = StepState.class,
            names = {"FAILED", "TIMED_OUT", "EXPIRED", "RETRYING", "QUEUED", "WAITING"})
    void whatFailedOrIsOpenMatters(StepState state) {
        assertThat(RunText.matters(step(state, null))).isTrue();
    }

    private static List<String> lines(Shown shown) {
        return RunText.whole(shown).lines().toList();
    }
}
