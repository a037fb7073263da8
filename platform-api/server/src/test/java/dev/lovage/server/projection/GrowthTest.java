package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class GrowthTest {
    @Test
    void aLeakIsSeenThroughWhatGoesUpAndDown() {
        var samples = List.of(10.0, 12.0, 12.0, 14.0, 14.0, 16.0, 16.0, 18.0);

        assertThat(new Growth(samples).all()).isCloseTo(7.3, within(0.1));
    }

    @Test
    void whatGoesUpAndDownAgainIsNoGrowth() {
        assertThat(new Growth(List.of(10.0, 14.0, 18.0, 14.0, 10.0)).all())
                .isCloseTo(0, within(0.001));
    }

    @Test
    void oneSampleSaysNothing() {
        assertThatThrownBy(() -> new Growth(List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
