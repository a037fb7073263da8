package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Page;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Action;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Counts;
import dev.lovage.client.Schedule.Fired;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Policies;
import dev.lovage.client.Schedule.Saved;
import dev.lovage.client.Schedule.Spec;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class ScheduleTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Schedule schedule(Applied.State state, boolean paused) {
        Fires fires =
                new Fires(
                        List.of(NOON.plusSeconds(900)),
                        List.of(new Fired(NOON, NOON, "census~often-2026-11-21T12:00:00Z")),
                        NOON,
                        new Counts(1, 0, 0, 0));
        return new Schedule(
                "often",
                Action.workflow("census", null),
                Spec.every(Duration.ofMinutes(15), "Europe/Berlin"),
                null,
                Policies.DEFAULT,
                new Schedule.Status(
                        paused,
                        paused ? "holiday" : null,
                        null,
                        3L,
                        new Applied(state, null, NOON),
                        fires),
                new Saved(2, NOON, "ann"));
    }

    @Test
    void aReasonTellsWhatWaitsForWhat() {
        Schedule.Why why =
                new Schedule.Why(
                        Schedule.Why.Kind.WAITING,
                        "A run waits until `census~often-1` has ended.",
                        NOON,
                        List.of("census~often-1"),
                        1,
                        "See what holds that with `lovage why census~often-1`.");

        assertThat(ScheduleText.whole(why).lines())
                .containsExactly(
                        "WAITING  A run waits until `census~often-1` has ended.",
                        "next       2026-11-21T12:00:00Z",
                        "running    census~often-1",
                        "waiting    1",
                        "advice     See what holds that with `lovage why census~often-1`.");
    }

    @Test
    void aListHasALineForEach() {
        Page<Schedule> page =
                new Page<>(
                        List.of(
                                schedule(Applied.State.APPLIED, true),
                                schedule(Applied.State.ENDED, false)),
                        null,
                        NOON);

        assertThat(ScheduleText.list(page).lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first.split(" +", -1))
                                        .containsExactly(
                                                "PAUSED",
                                                "often",
                                                "census",
                                                "2026-11-21T12:15:00Z"),
                        second -> assertThat(second).startsWith("ENDED "));
    }

    @Test
    void aScheduleTellsWhenItRunsAndHowItStands() {
        assertThat(ScheduleText.whole(schedule(Applied.State.APPLIED, true)).lines())
                .containsExactly(
                        "often version 2",
                        "runs       census",
                        "when       every PT15M Europe/Berlin",
                        "state      PAUSED (holiday)",
                        "remaining  3",
                        "next       2026-11-21T12:15:00Z",
                        "last       2026-11-21T12:00:00Z",
                        "  2026-11-21T12:00:00Z  census~often-2026-11-21T12:00:00Z");
    }
}
