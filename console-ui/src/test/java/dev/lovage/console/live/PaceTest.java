package dev.lovage.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class PaceTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50); // it may run over
    private final Pace pace = new Pace(clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void theFirstIsToldAtOnce() {
        assertThat(pace.turn()).isEqualTo(Duration.ZERO);
    }

    @Test
    void thenTenASecondAtMostHoweverManyAsk() {
        pace.turn();
        assertThat(pace.turn()).isEqualTo(Duration.ofMillis(100));
        pass(Duration.ofMillis(30));
        assertThat(pace.turn()).isEqualTo(Duration.ofMillis(170));
    }

    @Test
    void aPauseIsNotSavedUp() {
        pace.turn();
        pass(Duration.ofSeconds(10));
        assertThat(pace.turn()).isEqualTo(Duration.ZERO);
        assertThat(pace.turn()).isEqualTo(Duration.ofMillis(100));
    }
}
