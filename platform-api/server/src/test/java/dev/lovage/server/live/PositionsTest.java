package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class PositionsTest {
    private static final Positions HERE = Positions.of(Map.of(0, 5L, 1, 0L, 2, 1_000_000_007L));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, 1L << 55})
    void isReadBackFromItsText(long next) {
        var positions = Positions.of(Map.of(0, next, 1, 3L));

        assertThat(Positions.parse(positions.text())).contains(positions);
    }

    @Test
    void isShort() {
        assertThat(HERE.text()).hasSizeLessThan(12).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "gA", "gIA", "AA AA", "____________________", "17", "AB"})
    void refusesWhatItDidNotWrite(String text) {
        assertThat(Positions.parse(text)).isEmpty();
    }

    @Test
    void coversWhatItHasReadAndNoMore() {
        assertThat(HERE.covers(HERE)).isTrue();
        assertThat(HERE.with(1, 1).covers(HERE)).isTrue();
        assertThat(HERE.covers(HERE.with(1, 1))).isFalse();
        assertThat(HERE.with(0, 6).covers(HERE.with(1, 1))).isFalse();
    }
}
