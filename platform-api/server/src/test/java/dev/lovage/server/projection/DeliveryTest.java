package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Whatever way Kafka hands events on, the rows are those of each event once and in order.
class DeliveryTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mixedRepeatedAndReadAgainTheyGiveTheSameRows(long seed) {
        var random = new Random(seed);
        var lives = lives(random);
        var once = new Fold(Map.of(), Map.of());
        lives.forEach(life -> life.forEach(once::add));

        var handed = new Fold(Map.of(), Map.of());
        ALife.delivered(lives, random).forEach(handed::add);

        assertThat(handed.runs()).isEqualTo(once.runs());
        assertThat(handed.steps()).isEqualTo(once.steps());
        assertThat(handed.parts()).isEqualTo(once.parts());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLifeToldOnceLeavesNoDoubt(long seed) {
        var fold = new Fold(Map.of(), Map.of());
        lives(new Random(seed)).forEach(life -> life.forEach(fold::add));

        assertThat(fold.doubts()).isEmpty();
    }

    static List<List<RunEvent>> lives(Random random) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(number -> ALife.of(ARun.named("run~" + number), random))
                .toList();
    }
}
