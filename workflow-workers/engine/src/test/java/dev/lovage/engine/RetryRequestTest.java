package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class RetryRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'delay': 30, 'max': 5}        | PT30S  | 5",
                "{'delay': 0.5}                 | PT0.5S |",
                "{'delay': '5m'}                | PT5M   |",
                "{'delay': 'PT1H', 'max': 0}    | PT1H   | 0",
                "{'delay': -3}                  | PT0S   |",
                "{'delay': 'soon', 'max': 'x'}  |        |",
                "{}                             |        |",
            })
    void readsWhatATaskAsksFor(String details, Duration delay, Integer max) {
        var raised =
                ApplicationFailure.newNonRetryableFailure(
                        "later", RetryRequest.TYPE, Trees.read(details));

        var request = RetryRequest.of(raised);

        assertThat(request.delay()).isEqualTo(delay);
        assertThat(request.max()).isEqualTo(max);
        assertThat(request.message()).isEqualTo("later");
    }

    @Test
    void detailsAreNotNeeded() {
        var raised = ApplicationFailure.newNonRetryableFailure("later", RetryRequest.TYPE);

        assertThat(RetryRequest.of(raised)).isEqualTo(new RetryRequest("later", null, null, 0));
    }
}
