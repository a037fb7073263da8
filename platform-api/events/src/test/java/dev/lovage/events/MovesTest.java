package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.stream.Collectors;

class MovesTest {
    private static final String ENDS = "SUCCEEDED FAILED CANCELLED TERMINATED TIMED_OUT SKIPPED";
    private static final String STEP_ENDS =
            "SUCCEEDED FAILED CANCELLED TIMED_OUT EXPIRED SKIPPED TERMINATED";

    @ParameterizedTest
    @CsvSource({
        "SCHEDULED, QUEUED RUNNING",
        "QUEUED,    RUNNING WAITING PAUSED",
        "RUNNING,   WAITING PAUSED",
        "WAITING,   RUNNING PAUSED",
        "PAUSED,    RUNNING WAITING"
    })
    void aRunMovesAsTheTableSays(RunState from, String open) {
        assertThat(
                        Arrays.stream(RunState.values())
                                .filter(to -> Moves.allowed(from, to))
                                .map(Enum::name)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(open + " " + ENDS);
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEDULED, QUEUED RUNNING WAITING PAUSED",
        "QUEUED,    RUNNING RETRYING WAITING PAUSED",
        "RUNNING,   QUEUED RETRYING WAITING PAUSED",
        "RETRYING,  QUEUED RUNNING WAITING PAUSED",
        "WAITING,   QUEUED RUNNING RETRYING PAUSED",
        "PAUSED,    SCHEDULED QUEUED RUNNING RETRYING WAITING"
    })
    void aStepMovesAsTheTableSays(StepState from, String open) {
        assertThat(
                        Arrays.stream(StepState.values())
                                .filter(to -> Moves.allowed(from, to))
                                .map(Enum::name)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(open + " " + STEP_ENDS);
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsTheEndOfARun(RunState from) {
        assertThat(Arrays.stream(RunState.values()).anyMatch(to -> Moves.allowed(from, to)))
                .isEqualTo(!from.ended());
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsTheEndOfAStep(StepState from) {
        assertThat(Arrays.stream(StepState.values()).anyMatch(to -> Moves.allowed(from, to)))
                .isEqualTo(!from.ended());
    }

    @Test
    void theEndStatesAreThese() {
        assertThat(Arrays.stream(RunState.values()).filter(RunState::ended).map(Enum::name))
                .containsExactly(ENDS.split(" "));
        assertThat(Arrays.stream(StepState.values()).filter(StepState::ended).map(Enum::name))
                .containsExactly(STEP_ENDS.split(" "));
    }
}
