package dev.lovage.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

final class NextAttemptTest {
    private static final RetryOptions RULES =
            RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofSeconds(3))
                    .setMaximumAttempts(4)
                    .build();

    private static ApplicationFailure failure(boolean last, Duration asked) {
        return ApplicationFailure.newBuilder()
                .setMessage("no")
                .setType("NO")
                .setNonRetryable(last)
                .setNextRetryDelay(asked)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3"})
    void pausesGrowUpToTheLongest(int tries, int seconds) {
        assertThat(NextAttempt.pause(RULES, tries, failure(false, null)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void nothingFollowsTheLastAttempt() {
        assertThat(NextAttempt.pause(RULES, 4, failure(false, null))).isNull();
        assertThat(NextAttempt.pause(RULES, 4, failure(false, Duration.ofSeconds(9)))).isNull();
    }

    @Test
    void nothingFollowsAFailureThatIsNotToBeRetried() {
        assertThat(NextAttempt.pause(RULES, 1, failure(true, null))).isNull();
    }

    @Test
    void aTaskThatAsksForAPauseGetsIt() {
        var pause = Duration.ofMillis(7);

        assertThat(NextAttempt.pause(RULES, 1, failure(false, pause))).isEqualTo(pause);
    }

    @Test
    void aPauseTooLongForAnInlineCallIsMadeByTheRun() {
        var pause = Duration.ofMinutes(10);

        assertThat(NextAttempt.pause(RULES, 1, failure(true, pause))).isEqualTo(pause);
    }

    @Test
    void withoutALongestPauseItIsAHundredTimesTheFirst() {
        var rules = RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(1)).build();

        assertThat(
                        NextAttempt.pause(
                                rules.toBuilder().setBackoffCoefficient(10).build(),
                                9,
                                failure(false, null)))
                .isEqualTo(Duration.ofMillis(100));
    }
}
