package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

class ProjectorStateTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final ProjectorState state = new ProjectorState(now::get);

    @Test
    void isNotHealthyBeforeItWorks() {
        assertThat(state.view().healthy()).isFalse();
        state.working();
        assertThat(state.view().healthy()).isTrue();
    }

    @Test
    void whatHasNotBegunIsNotStuck() {
        now.set(Instant.EPOCH.plusSeconds(3600));

        assertThat(state.view().stuck()).isFalse();
    }

    @Test
    void isStuckThreeMinutesAfterItsLastTurn() {
        state.turned();
        now.set(Instant.EPOCH.plusSeconds(180));
        assertThat(state.view().stuck()).isFalse();
        now.set(Instant.EPOCH.plusSeconds(181));
        assertThat(state.view().stuck()).isTrue();
        state.turned();
        assertThat(state.view().stuck()).isFalse();
    }

    @Test
    void aStoppedPartitionIsAnAlarmUntilAnotherApiHasIt() {
        var partition = new TopicPartition("lovage.runs", 3);
        state.working();
        state.stopped(partition, "gone");
        assertThat(state.view().healthy()).isFalse();
        assertThat(state.view().stopped()).containsEntry("lovage.runs-3", "gone");

        state.forget(Set.of(partition));
        assertThat(state.view().healthy()).isTrue();
    }
}
