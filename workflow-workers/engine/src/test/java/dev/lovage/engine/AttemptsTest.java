package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

    @Test
    void aLostAttemptDoesNotCountButThoseBeforeItDo() {
        var attempts = Attempts.of(4).lost(3);

        assertThat(attempts.made()).isEqualTo(3);
        assertThat(attempts.left()).isEqualTo(2);
    }

    @Test
    void whatFailedIsSpent() {
        assertThat(Attempts.of(2).failed(1).exhausted()).isFalse();
        assertThat(Attempts.of(2).failed(2).exhausted()).isTrue();
    }

    @Test
    void aLostDispatchIsAlwaysMadeAgain() {
        assertThat(Attempts.of(1).lost(1).lost(1).left()).isEqualTo(1);
    }
}
