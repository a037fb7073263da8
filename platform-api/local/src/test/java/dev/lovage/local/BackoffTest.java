package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.Stream;

class BackoffTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff();

    @Test
    void doublesUpToHalfAMinute() {
        assertThat(Stream.generate(() -> backoff.afterALifeOf(SHORT).toMillis()).limit(8))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void beginsAnewAfterALifeOfAMinute() {
        backoff.afterALifeOf(SHORT);
        backoff.afterALifeOf(SHORT);

        assertThat(backoff.afterALifeOf(Duration.ofMinutes(1))).hasMillis(500);
    }
}
