package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class FenceTest {
    private static final String OFF = "lovage.test.guards.off";

    private final Batch first = batch(0, 7);
    private final Batch second = batch(1, 8);
    private final Batch third = batch(2, 9);

    @AfterEach
    void on() {
        System.clearProperty(OFF);
    }

    private static Batch batch(int partition, long from) {
        return new Batch(Told.SOURCE, partition, from, List.of(), false);
    }

    @Test
    void aPartitionThatSomeoneElseReadsCostsTheOthersNothing() {
        var fence = new Fence(List.of(first, second, third), Map.of(0, 7L, 1, 11L, 2, 9L));

        assertThat(fence.passed()).containsExactly(first, third);
        assertThat(fence.fenced()).isEqualTo(Map.of(1, 11L));
    }

    @Test
    void whoReadsOnFromBehindOrAheadOfThePositionWritesNothing() {
        var fence = new Fence(List.of(first, second), Map.of(0, 6L, 1, 9L));

        assertThat(fence.passed()).isEmpty();
        assertThat(fence.fenced()).isEqualTo(Map.of(0, 6L, 1, 9L));
    }

    @Test
    void aPartitionWithoutAPositionIsNobodysToWrite() {
        assertThat(new Fence(List.of(batch(3, 0)), Map.of()).fenced()).isEqualTo(Map.of(3, -1L));
    }

    @Test
    void withoutTheFenceEverythingPasses() {
        System.setProperty(OFF, "fence");

        assertThat(new Fence(List.of(first), Map.of(0, 1L)).passed()).containsExactly(first);
    }
}
