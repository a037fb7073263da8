package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Action;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Counts;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Spec;
import dev.lovage.client.Schedule.Why;
import dev.lovage.client.Schedule.Why.Kind;
import dev.lovage.server.schedule.ScheduleEngine.Described;
import dev.lovage.server.schedule.ScheduleEngine.Held;
import dev.lovage.server.schedule.ScheduleEngine.State;
import dev.lovage.server.schedule.ScheduleEngine.Token;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class StandstillTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final State GOES = new State(false, null, null);

    private static ScheduleRow row(Overlap overlap, Applied.State state) {
        var put =
                Schedule.Put.of(Action.workflow("census", null), Spec.cron("0 12 * * *", "UTC"))
                        .with(new Schedule.Policies(overlap, Duration.ofMinutes(1), false, null));
        var standing = ScheduleRow.Standing.saved(put).as(state, "no such queue");
        return new ScheduleRow(
                new ScheduleKey("default", "noon"),
                put,
                new Schedule.Saved(1, NOON, "ada"),
                standing,
                ScheduleRow.Progress.NONE);
    }

    private static Why why(Overlap overlap, State state, List<Instant> next, Held held) {
        var fires = new Fires(next, List.of(), null, new Counts(9, 0, 7, held.running().size()));
        var there = new Described(state, fires, held, "d", new Token(ByteString.EMPTY, null));
        return why(row(overlap, Applied.State.APPLIED), there);
    }

    private static Why why(ScheduleRow row, @Nullable Described there) {
        return new Standstill(row, there).why();
    }

    private static Held held(long waiting, String... running) {
        return new Held(List.of(running), waiting);
    }

    @Test
    void aRunThatDoesNotExistYetWaitsForTheOneBefore() {
        var why = why(Overlap.BUFFER_ONE, GOES, List.of(NOON), held(1, "census~noon-1"));

        assertThat(why)
                .isEqualTo(
                        new Why(
                                Kind.WAITING,
                                "A run waits until `census~noon-1` has ended; times that come"
                                        + " meanwhile are left out.",
                                NOON,
                                List.of("census~noon-1"),
                                1,
                                "See what holds that with `lovage why census~noon-1`."));
    }

    @Test
    void manyWaitForEachOther() {
        var why =
                why(
                        Overlap.BUFFER_ALL,
                        GOES,
                        List.of(NOON),
                        held(1_200, "a~1", "b~1", "c~1", "d~1"));

        assertThat(why.sentence())
                .isEqualTo(
                        "1,200 runs wait until `a~1`, `b~1`, `c~1` and 1 more has ended, and then"
                                + " for each other.");
        assertThat(why.waiting()).isEqualTo(1_200);
    }

    @ParameterizedTest
    @EnumSource(Overlap.class)
    void whateverThePolicyWhatWaitsSaysWhatFor(Overlap overlap) {
        var why = why(overlap, GOES, List.of(NOON), held(1, "census~noon-1"));

        assertThat(why.kind()).isEqualTo(Kind.WAITING);
        assertThat(why.sentence()).startsWith("A run waits until `census~noon-1` has ended");
    }

    @Test
    void aTimeToComeWillBeLeftOutWhileARunHasNotEnded() {
        var why = why(Overlap.SKIP, GOES, List.of(NOON), held(0, "census~noon-1"));

        assertThat(why.kind()).isEqualTo(Kind.SKIPPING);
        assertThat(why.sentence())
                .isEqualTo(
                        "`census~noon-1` has not ended: the time that is due next,"
                                + " 2026-11-20T12:00:00Z, is left out unless it has by then; so far"
                                + " 7 were.");
    }

    @Test
    void whereRunsMayOverlapNothingHoldsIt() {
        var why = why(Overlap.ALLOW_ALL, GOES, List.of(NOON), held(0, "census~noon-1"));

        assertThat(why.kind()).isEqualTo(Kind.DUE);
        assertThat(why.next()).isEqualTo(NOON);
        assertThat(why.advice()).isNull();
    }

    @Test
    void aPausedOneSaysWhyAndHowItGoesOn() {
        var why =
                why(
                        Overlap.SKIP,
                        new State(true, "night shift", null),
                        List.of(NOON),
                        Held.NOTHING);

        assertThat(why.sentence()).isEqualTo("It is paused: night shift");
        assertThat(why.next()).isNull();
        assertThat(why.advice()).contains("lovage schedules resume noon");
    }

    @Test
    void oneThatIsOverSaysSo() {
        var none = why(Overlap.SKIP, new State(false, null, 0L), List.of(NOON), Held.NOTHING);
        var past = why(Overlap.SKIP, GOES, List.of(), Held.NOTHING);

        assertThat(none.kind()).isEqualTo(Kind.OVER);
        assertThat(none.sentence()).contains("none is left");
        assertThat(past.kind()).isEqualTo(Kind.OVER);
    }

    @Test
    void whatTemporalDoesNotHaveSaysWhy() {
        assertThat(why(row(Overlap.SKIP, Applied.State.FAILED), null).sentence())
                .isEqualTo("Temporal does not take it: no such queue");
        assertThat(why(row(Overlap.SKIP, Applied.State.ENDED), null).advice())
                .isEqualTo("Save it again to begin anew.");
        assertThat(why(row(Overlap.SKIP, Applied.State.PENDING), null).kind())
                .isEqualTo(Kind.NOT_APPLIED);
    }
}
