package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

class UnderwayTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Failure BOOM =
            new Failure("BOOM", "Boom", "it broke", "files.read", "do.0", 1, false, null);

    private static StepRow step(StepState state, int attempt) {
        return new StepRow(
                "do.0",
                state,
                new Work.Task("files.read", "media", "a-1"),
                attempt,
                new StepRow.Times(NOON, null, state.ended() ? NOON : null),
                Payload.NONE,
                null);
    }

    private static Underway said(StepState state, int attempt, @Nullable Failure error) {
        return new Underway(
                "t-1",
                attempt,
                state,
                NOON.plusSeconds(1),
                error == null ? null : NOON.plusSeconds(9),
                "1@here",
                error,
                null);
    }

    @ParameterizedTest
    @EnumSource(
            value = StepState.class,
            names = {"SCHEDULED", "QUEUED", "RETRYING"})
    void aStepWhoseAttemptHasBegunReadsRunning(StepState told) {
        var shown = said(StepState.RUNNING, 2, null).over(step(told, 1));

        assertThat(shown.state()).isEqualTo(StepState.RUNNING);
        assertThat(shown.attempt()).isEqualTo(2);
        assertThat(shown.times().startedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(shown.work()).isEqualTo(step(told, 1).work());
    }

    @Test
    void oneThatIsTriedAgainSaysWhenAndWhy() {
        var shown = said(StepState.RETRYING, 1, BOOM).over(step(StepState.QUEUED, 0));

        assertThat(shown.state()).isEqualTo(StepState.RETRYING);
        assertThat(shown.error()).isEqualTo(BOOM);
        assertThat(shown.underway()).isNotNull();
        assertThat(shown.underway().retry()).isEqualTo(NOON.plusSeconds(9));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"SUCCEEDED|FAILED|CANCELLED|TIMED_OUT|EXPIRED|SKIPPED|TERMINATED"})
    void anEndedStepTakesNone(StepState end) {
        var step = step(end, 1);

        assertThat(said(StepState.RUNNING, 7, null).over(step)).isSameAs(step);
    }

    @Test
    void whatTheEventsKnowAlreadyIsNotSaidAgain() {
        var again = step(StepState.RETRYING, 2);
        assertThat(said(StepState.RUNNING, 2, null).over(again)).isSameAs(again);
        assertThat(said(StepState.RETRYING, 1, BOOM).over(again)).isSameAs(again);
    }
}
