package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.reconcile.Judgement.Behind;
import dev.lovage.server.reconcile.Judgement.Held;
import dev.lovage.server.reconcile.Judgement.Well;
import dev.lovage.server.reconcile.ShownRuns.Handed;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.Outlook.Call;
import dev.lovage.server.run.Outlook.Turn;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Memo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class JudgementTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Set<String> served = new java.util.HashSet<>(Set.of("media", "gpu"));
    private final List<Call> calls = new ArrayList<>();
    private final List<Handed> handed = new ArrayList<>();
    private @Nullable Turn turn;
    private long before = -1;
    private long version = 4;

    private Judgement judged() {
        var memo = new Memo("default", "census", 3, NOON, "hash");
        var outlook =
                new Outlook(
                        new Description(memo, "t-1", RunState.RUNNING, "media", NOON, null),
                        NOON,
                        turn,
                        calls,
                        20);
        return Judgement.of(
                WatchTest.run("census~1", version),
                outlook,
                handed,
                before,
                (queue, _) -> served.contains(queue));
    }

    private static Call call(String activity, boolean taken) {
        return new Call(activity, "files.read", "gpu", NOON, taken, 1, null, null);
    }

    @Test
    void aRunThatWaitsForWhatItsStepsShowIsWell() {
        calls.add(call("a-1", false));
        handed.add(new Handed("a-1", StepState.QUEUED));
        before = 20;

        assertThat(judged()).isEqualTo(new Well());
    }

    @Test
    void aTaskThatNoStepTellsOfWasNotTold() {
        calls.add(call("a-1", true));

        assertThat(judged()).isEqualTo(new Behind());
    }

    @Test
    void aTaskThatIsOverAndIsShownAtWorkWasNotTold() {
        handed.add(new Handed("a-1", StepState.RUNNING));

        assertThat(judged()).isEqualTo(new Behind());
    }

    @ParameterizedTest
    @EnumSource(names = {"RETRYING", "WAITING", "SCHEDULED"})
    void aStepThatRestsNeedsNoTaskThere(StepState state) {
        handed.add(new Handed("a-1", state));

        assertThat(judged()).isEqualTo(new Well());
    }

    @Test
    void aHistoryThatHasGrownWhileTheRunSaidNothingWasNotTold() {
        before = 19;

        assertThat(judged()).isEqualTo(new Behind());
    }

    @Test
    void aRunThatBeganAndOfWhichNothingWasEverHeardWasNotTold() {
        version = 0;

        assertThat(judged()).isEqualTo(new Behind());
    }

    @Test
    void aTurnThatIsDueWillTellByItself() {
        turn = new Turn(NOON, false, 1);
        before = 3;
        calls.add(call("a-1", true));

        assertThat(judged()).isEqualTo(new Well());
    }

    @Test
    void aRunWhoseTurnNobodyTakesHasNoWorker() {
        served.remove("media");
        turn = new Turn(NOON, false, 1);

        assertThat(judged()).isEqualTo(new Held(Overlay.NO_WORKER, NOON, "media"));
    }

    @Test
    void aTaskWhoseQueueNobodyPollsHasNoWorker() {
        served.remove("gpu");
        calls.add(call("a-1", false));

        assertThat(judged()).isEqualTo(new Held(Overlay.NO_WORKER, NOON, "gpu"));
    }

    @Test
    void aQueueThatNobodyPollsMattersToNobodyWhoIsAtWork() {
        served.clear();
        calls.add(call("a-1", true));
        handed.add(new Handed("a-1", StepState.RUNNING));

        assertThat(judged()).isEqualTo(new Well());
    }

    @Test
    void theFifthAttemptAtTheSameTurnIsNoCoincidence() {
        turn = new Turn(NOON, true, 4);
        assertThat(judged()).isEqualTo(new Well());

        turn = new Turn(NOON, true, 5);
        assertThat(judged()).isEqualTo(new Held(Overlay.WEDGED, NOON, "media"));
    }
}
