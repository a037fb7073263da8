package dev.lovage.chaos.check;

import static dev.lovage.chaos.check.Worlds.RUN;
import static dev.lovage.chaos.check.Worlds.at;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Fire;
import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;

class FiringTest {
    private final Worlds worlds = new Worlds();

    @Test
    void seesATimeOfAScheduleWithoutARun() {
        worlds.timetables.add(new Timetable("often", Set.of(at(5), at(15)), Set.of(at(5), at(15))));
        fired(at(5));

        assertThat(Invariant.all(worlds.world()))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.I9);
    }

    @Test
    void seesARunAtNoTimeOfItsSchedule() {
        worlds.timetables.add(new Timetable("often", Set.of(), Set.of()));
        fired(at(5));

        assertThat(Invariant.all(worlds.world()))
                .extracting(Violation::invariant)
                .containsExactly(Invariant.I9);
    }

    @Test
    void doesNotMindATimeThatIsLeftOutWhileTheRunBeforeIsOpenOrThatIsStillToCome() {
        worlds.timetables.add(
                new Timetable("often", Set.of(at(5), at(7), at(99)), Set.of(at(5), at(7))));
        fired(at(5));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    /// The one run there is, which ends at the eighth second, was started for this time.
    private void fired(Instant due) {
        worlds.temporal.set(
                0,
                new Described(RUN, "e1", RunState.SUCCEEDED, at(5), at(8), new Fire("often", due)));
    }
}
