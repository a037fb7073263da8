package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
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
    void gapsAreCountedAndDoNotHoldItUp() {
        state.working();
        state.gap();
        state.gap();

        assertThat(state.view().gaps()).isEqualTo(2);
        assertThat(state.view().healthy()).isTrue();
    }
}
