package dev.lovage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

class FigureTest {
    private static Times hundred() {
        return new Times(
                LongStream.rangeClosed(1, 100).mapToObj(i -> (101 - i) * 1_000_000).toList(),
                2_000_000_000L);
    }

    @Test
    void aPercentileIsATimeThatWasMeasured() {
        assertThat(hundred().percentile(0.50)).isEqualTo(50);
        assertThat(hundred().percentile(0.99)).isEqualTo(99);
        assertThat(hundred().percentile(1)).isEqualTo(100);
        assertThat(new Times(List.of(3_000_000L), 1).percentile(0.5)).isEqualTo(3);
    }

    @Test
    void theRateIsThatOfAllClientsTogether() {
        assertThat(hundred().perSecond()).isEqualTo(50);
    }

    @Test
    void theMedianOfAnEvenNumberOfRepetitionsIsBetweenTheMiddleTwo() {
        var figure =
                Figure.of(List.of(of(4), of(1), of(3), of(10)), times -> times.percentile(0.5));

        assertThat(figure).isEqualTo(new Figure(3.5, 1, 10));
    }

    private static Times of(int millis) {
        return new Times(List.of(millis * 1_000_000L), 1);
    }
}
