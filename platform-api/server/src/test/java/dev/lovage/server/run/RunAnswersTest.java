package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.run.RunStore.Freshness;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class RunAnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static RunRow run(@Nullable Overlay overlay) {
        return new RunRow(
                new AcceptedRun(
                        new RunKey("default", "census~1", NOON),
                        "t-1",
                        "census",
                        3,
                        "media",
                        List.of(),
                        RunIds.origin("census~1", "api"),
                        Payload.NONE),
                new RunRow.Progress(
                        RunState.RUNNING, 7, NOON, null, Payload.NONE, null, Map.of(), null),
                overlay);
    }

    private static boolean stale(StepState state, @Nullable Overlay overlay, long lagMs) {
        var step =
                new StepRow(
                        "do.0",
                        state,
                        new Work.Task("files.read", "media", "a-1"),
                        1,
                        new StepRow.Times(NOON, null, state.ended() ? NOON : null),
                        Payload.NONE,
                        null);
        var silent = RunAnswers.silent(run(overlay), new Freshness(NOON, lagMs));
        return RunAnswers.of(step, true, silent).stale();
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void openStepsOfARunThatIsHeldAreStaleWhateverHoldsIt(Overlay overlay) {
        assertThat(stale(StepState.RUNNING, overlay, 0)).isTrue();
        assertThat(stale(StepState.SUCCEEDED, overlay, 0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(StepState.class)
    void whileEventsComeInLateEveryOpenStepIsStale(StepState state) {
        assertThat(stale(state, null, 6_000)).isEqualTo(!state.ended());
        assertThat(stale(state, null, 0)).isFalse();
    }
}
