package dev.lovage.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CeleryStateTest {
    @ParameterizedTest
    @CsvSource({
        "QUEUED, PENDING", "RUNNING, STARTED", "PAUSED, STARTED", "SUCCEEDED, SUCCESS",
        "FAILED, FAILURE", "TIMED_OUT, FAILURE", "CANCELLED, REVOKED", "TERMINATED, REVOKED"
    })
    void everyStateOfARunHasOneOfCelerys(RunState ours, CeleryState theirs) {
        assertThat(CeleryState.of(ours, null)).isEqualTo(theirs);
    }

    @Test
    void whatHasExpiredIsRevoked() {
        var expired = new Failure("EXPIRED", "EXPIRED", "late", null, "do", 0, false, null);
        assertThat(CeleryState.of(RunState.FAILED, expired)).isEqualTo(CeleryState.REVOKED);
        assertThat(CeleryState.of(StepState.EXPIRED)).isEqualTo(CeleryState.REVOKED);
    }

    @Test
    void aStepThatIsTriedAgainIsInRetry() {
        assertThat(CeleryState.of(StepState.RETRYING)).isEqualTo(CeleryState.RETRY);
    }
}
