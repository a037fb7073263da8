package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Policies;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.calendar.Spec;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.schedule.ScheduleEngine.Described;
import dev.lovage.server.schedule.ScheduleEngine.Listed;
import dev.lovage.server.schedule.ScheduleEngine.State;
import dev.lovage.server.schedule.ScheduleEngine.Wanted;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// What the fake promises too.
interface ScheduleEngineContract {
    State RUNNING = new State(false, null, null);

    ScheduleEngine engine();

    /// Waits until this holds; the real list of schedules is a little behind.
    void await(java.util.function.BooleanSupplier condition);

    private static String id() {
        return "s" + UUID.randomUUID();
    }

    private static Wanted wanted(String cron) {
        var spec = Spec.read(Schedule.Spec.cron(cron, "Europe/Berlin"), Schedule.Dst.NATIVE);
        var input =
                RunInput.of(
                                RunInput.Bundle.of("census", 3, Map.of()),
                                Map.of("folder", "/tmp"),
                                new RunInput.Frozen(
                                        Map.of(),
                                        List.of(),
                                        null,
                                        new RunInput.Origin("schedule", "nightly")),
                                "default",
                                1)
                        .by(new RunInput.Origin("schedule", "nightly"));
        var run = "census~" + UUID.randomUUID();
        var launch = new Launch(run, "nobody", Duration.ofHours(1), input, "hash");
        return new Wanted(spec, Policies.DEFAULT, launch, cron);
    }

    /// Temporal is asked again while it is busy with the schedule, as the loop asks it.
    private Described described(String id) {
        var found = new AtomicReference<Described>();
        await(() -> {
            try {
                found.set(engine().describe(id).orElseThrow());
                return true;
            } catch (ApiException e) {
                assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                return false;
            }
        });
        return found.get();
    }

    @Test
    default void makesEachOnce() {
        var id = id();
        assertThat(engine().describe(id)).isEmpty();

        assertThat(engine().create(id, wanted("0 3 * * *"), new State(true, "not yet", 3L)))
                .isTrue();
        assertThat(engine().create(id, wanted("0 4 * * *"), RUNNING)).isFalse();

        assertThat(described(id).state()).isEqualTo(new State(true, "not yet", 3L));
        assertThat(described(id).fires().next()).hasSize(3);
        assertThat(described(id).isOver()).isFalse();
        assertThat(described(id).digest()).isEqualTo(described(id).digest());
    }

    @Test
    default void isOverWhenItHasNoTimesLeft() {
        var id = id();

        engine().create(id, wanted("0 3 * * *"), new State(false, null, 0L));

        assertThat(described(id).isOver()).isTrue();
    }

    @Test
    default void updatesAllButTheState() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), new State(true, "why", 7L));
        var before = described(id);

        assertThat(engine().update(id, wanted("0 4 * * *"), before)).isTrue();

        var after = described(id);
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.token().updated()).isNotNull().isNotEqualTo(before.token().updated());
        assertThat(engine().update(id(), wanted("0 4 * * *"), before)).isFalse();
    }

    @Test
    default void doesNotUpdateWhatChangedMeanwhile() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), RUNNING);
        var before = described(id);
        engine().steer(id, true, "holiday");

        engine().update(id, wanted("0 4 * * *"), before);

        assertThat(described(id).state()).isEqualTo(new State(true, "holiday", null));
        assertThat(described(id).digest()).isEqualTo(before.digest());
    }

    @Test
    default void pausesAndResumesWithoutADifferenceInTheRest() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), RUNNING);
        var digest = described(id).digest();

        assertThat(engine().steer(id, true, "holiday")).isTrue();
        assertThat(described(id).state()).isEqualTo(new State(true, "holiday", null));
        assertThat(engine().steer(id, false, "back")).isTrue();

        assertThat(described(id).state()).isEqualTo(new State(false, "back", null));
        assertThat(described(id).digest()).isEqualTo(digest);
        assertThat(engine().steer(id(), true, "x")).isFalse();
    }

    @Test
    default void deletes() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), RUNNING);

        assertThat(engine().delete(id)).isTrue();

        assertThat(engine().describe(id)).isEmpty();
        assertThat(engine().delete(id)).isFalse();
        assertThat(engine().trigger(id, null)).isFalse();
        assertThat(engine().backfill(id, List.of(Instant.EPOCH), Overlap.SKIP)).isFalse();
        assertThat(engine().times(id, Instant.EPOCH, Instant.now())).isEmpty();
    }

    @Test
    default void tellsTheTimesOfAWhileWithBothItsEnds() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), RUNNING);

        var times =
                engine().times(
                                id,
                                Instant.parse("2026-01-10T02:00:00Z"),
                                Instant.parse("2026-01-12T02:00:00Z"));

        assertThat(times.orElseThrow())
                .containsExactly(
                        Instant.parse("2026-01-10T02:00:00Z"),
                        Instant.parse("2026-01-11T02:00:00Z"),
                        Instant.parse("2026-01-12T02:00:00Z"));
        assertThat(engine().times(id, Instant.EPOCH, Instant.parse("2026-01-12T02:00:00Z")))
                .hasValueSatisfying(all -> assertThat(all).hasSize(ScheduleEngine.MOST_TIMES));
    }

    @Test
    default void listsThem() {
        var id = id();
        engine().create(id, wanted("0 3 * * *"), new State(true, "why", null));

        await(() -> engine().list().stream().anyMatch(listed -> listed.id().equals(id)));

        assertThat(engine().list())
                .filteredOn(listed -> listed.id().equals(id))
                .extracting(Listed::type, Listed::zone, Listed::state)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "lovage.run", "Europe/Berlin", new State(true, "why", null)));
    }
}
