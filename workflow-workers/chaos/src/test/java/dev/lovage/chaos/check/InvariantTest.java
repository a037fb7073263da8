package dev.lovage.chaos.check;

import static dev.lovage.chaos.check.Worlds.KEY;
import static dev.lovage.chaos.check.Worlds.RUN;
import static dev.lovage.chaos.check.Worlds.STEP_KEY;
import static dev.lovage.chaos.check.Worlds.at;
import static dev.lovage.chaos.check.Worlds.closed;
import static dev.lovage.chaos.check.Worlds.life;
import static dev.lovage.chaos.check.Worlds.operation;
import static dev.lovage.chaos.check.Worlds.row;
import static dev.lovage.chaos.check.Worlds.start;
import static dev.lovage.chaos.check.Worlds.step;
import static dev.lovage.chaos.check.Worlds.subject;
import static dev.lovage.chaos.check.Worlds.told;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome;
import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Effect;
import dev.lovage.chaos.check.World.Measured.Lag;
import dev.lovage.chaos.check.World.Shown;
import dev.lovage.chaos.check.World.Told;
import dev.lovage.chaos.check.World.Trail;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class InvariantTest {
    private final Worlds worlds = new Worlds();

    private void assertBroken(Invariant... invariants) {
        assertThat(Invariant.all(worlds.world()))
                .extracting(Violation::invariant)
                .containsOnly(invariants);
    }

    @Test
    void allHoldWhereAllIsWell() {
        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    @Test
    void seesThatNothingWasDoneInTheEnd() {
        worlds.operations.set(1, operation(Kind.READ, RUN, 95, new Outcome.Unknown("silence")));

        assertBroken(Invariant.I0);
    }

    @Test
    void seesThatNothingWorkedBeforeTheFault() {
        worlds.operations.add(start("op-2", 6, new Outcome.Unknown("silence")));

        assertBroken(Invariant.I0);
    }

    @Test
    void seesAnAcceptedStartThatIsNoRun() {
        worlds.operations.add(start("op-2", 45, new Outcome.Done("chaos-map~2")));
        worlds.lines.add(new Trail.Line("c3", "run:start", "run/chaos-map~2", "requested"));
        worlds.lines.add(new Trail.Line("c3", "run:start", "run/chaos-map~2", "done"));

        assertBroken(Invariant.I1);
    }

    @Test
    void seesAStartThatIsTwoRuns() {
        worlds.operations.add(start(KEY, 45, new Outcome.Done("chaos-sequence~2")));
        worlds.lines.add(new Trail.Line("c3", "run:start", "run/chaos-sequence~2", "requested"));
        worlds.lines.add(new Trail.Line("c3", "run:start", "run/chaos-sequence~2", "done"));

        assertBroken(Invariant.I1);
    }

    @Test
    void seesARunOfAStartThatWasRefused() {
        worlds.operations.set(0, start(KEY, 45, new Outcome.Refused(422, false)));
        worlds.operations.add(operation(Kind.READ, RUN, 5, new Outcome.Done(RUN)));

        assertBroken(Invariant.I1);
    }

    @Test
    void doesNotMindARunOfAStartThatNobodyAnswered() {
        worlds.operations.set(0, start(KEY, 45, new Outcome.Unknown("silence")));
        worlds.operations.add(start(KEY, 47, new Outcome.Refused(503, true)));
        worlds.operations.add(operation(Kind.READ, RUN, 5, new Outcome.Done(RUN)));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    @Test
    void seesARunThatDoesNotEnd() {
        worlds.temporal.set(0, new Described(RUN, "e1", RunState.RUNNING, at(5), null));
        worlds.shown.set(0, row(RunState.RUNNING, 3));
        worlds.watched.removeLast();
        worlds.events.removeLast();

        assertBroken(Invariant.I2);
    }

    @Test
    void seesARunThatIsNotShownAsItIs() {
        worlds.temporal.set(0, new Described(RUN, "e2", RunState.FAILED, at(5), at(8)));

        assertBroken(Invariant.I3);
    }

    @Test
    void seesARunThatNobodyStarted() {
        worlds.shown.add(new Shown("x~2", RunState.SUCCEEDED, List.of(), 0, 1, 1));

        assertThat(Invariant.I3.violations(worlds.world()))
                .extracting(Violation::subject)
                .containsExactly("x~2");
    }

    @Test
    void seesAGapInWhatWasTold() {
        worlds.events.remove(1);

        assertBroken(Invariant.I4);
    }

    @Test
    void seesTwoEventsOfOneId() {
        var last = worlds.events.getLast();
        worlds.events.add(new Told(last.id(), last.data() + " ", last.event()));

        assertBroken(Invariant.I4);
    }

    @Test
    void seesAnEndThatTheHistoryDoesNotHave() {
        worlds.events.set(2, told(closed(RunState.FAILED)));

        assertThat(Invariant.I4.violations(worlds.world())).hasSize(1);
    }

    @Test
    void doesNotMindWhatIsToldTwice() {
        worlds.events.addAll(List.copyOf(worlds.events));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    @Test
    void seesTimeGoBack() {
        worlds.events.set(
                1,
                told(
                        new Changed(
                                subject(),
                                3,
                                at(9),
                                RunState.RUNNING,
                                List.of(step(3, 9, StepState.SUCCEEDED)))));

        assertBroken(Invariant.I5);
    }

    @Test
    void seesAStepBegunAgainAfterItsEnd() {
        worlds.events.add(
                told(
                        new Changed(
                                subject(),
                                5,
                                at(9),
                                RunState.SUCCEEDED,
                                List.of(step(5, 9, StepState.RUNNING)))));

        assertBroken(Invariant.I5);
    }

    @Test
    void seesARowThatGoesBack() {
        worlds.watched.add(1, row(RunState.RUNNING, 1));

        assertBroken(Invariant.I6);
    }

    @Test
    void seesAnEndThatIsTakenBack() {
        worlds.watched.add(row(RunState.RUNNING, 5));

        assertBroken(Invariant.I6);
    }

    @Test
    void seesAnEffectWithTwoKeys() {
        worlds.effects.add(new Effect(RUN + ":do.9", KEY + "/a", at(7), true));

        assertBroken(Invariant.I7);
        assertThat(Tally.of(worlds.world()).getFirst().doubled()).isZero();
    }

    @Test
    void seesAStepThatDidNothing() {
        worlds.effects.clear();

        assertBroken(Invariant.I7);
    }

    @Test
    void seesMoreCallsThanAttempts() {
        worlds.effects.add(new Effect(STEP_KEY, KEY + "/a", at(7), false));

        assertBroken(Invariant.I7);
    }

    @Test
    void seesThatWhatIsShownIsOld() {
        worlds.lags.add(new Lag(at(20), Duration.ofSeconds(3)));
        worlds.lags.add(new Lag(at(21), Duration.ofSeconds(3)));

        assertBroken(Invariant.I8);
    }

    @Test
    void doesNotMindLagUnderAFault() {
        worlds.lags.add(new Lag(at(60), Duration.ofSeconds(25)));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    @Test
    void seesAChangeThatNothingCameOf() {
        worlds.lines.remove(1);

        assertBroken(Invariant.I12);
    }

    @Test
    void seesAChangeThatNobodyAskedFor() {
        worlds.lines.removeFirst();

        assertBroken(Invariant.I12);
    }

    @Test
    void seesABrokenChain() {
        worlds.broken = Optional.of("row 7 was changed");

        assertBroken(Invariant.I12);
    }

    @Test
    void seesAProcessThatGrows() {
        worlds.usages.clear();
        worlds.usages.addAll(life(second -> 200_000 + 1_000 * second * second));

        assertBroken(Invariant.I13);
    }

    @Test
    void seesAnOutageThatIsAServerError() {
        worlds.operations.add(operation(Kind.READ, RUN, 45, new Outcome.Refused(500, false)));

        assertBroken(Invariant.I14);
    }

    @Test
    void seesAnOutageThatDoesNotSayWhenToComeAgain() {
        worlds.operations.add(operation(Kind.READ, RUN, 45, new Outcome.Refused(503, false)));

        assertBroken(Invariant.I14);
    }

    @Test
    void seesAnOutageThatIsToldLate() {
        worlds.operations.add(slow(Duration.ofMillis(2_100)));

        assertBroken(Invariant.I14);
    }

    @Test
    void doesNotBlameThePlatformForTimeInWhichTheDriverStoodStill() {
        worlds.operations.add(slow(Duration.ofMillis(2_100)));
        worlds.stalls.add(new Stall(at(44), at(45).plusMillis(200)));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    private static Operation slow(Duration took) {
        return new Operation(
                RUN, Kind.READ, at(45), at(45).plus(took), new Outcome.Refused(503, true));
    }

    @Test
    void knowsRunsWhoseHistoryWasDeleted() {
        worlds.temporal.clear();
        worlds.operations.removeFirst();
        worlds.operations.add(operation(Kind.READ, RUN, 5, new Outcome.Done(RUN)));
        worlds.deleted.add(RUN);

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    @Test
    void letsARunThatWasResetBeginAgain() {
        var again = again(subject());
        worlds.events.add(told(new Started(again, 1, at(20), RunState.RUNNING, "q", List.of())));
        worlds.events.add(
                told(
                        new Closed(
                                again,
                                2,
                                at(21),
                                RunState.SUCCEEDED,
                                Payload.NONE,
                                null,
                                Map.of(),
                                List.of())));
        worlds.temporal.set(0, new Described(RUN, "e2", RunState.SUCCEEDED, at(20), at(21)));

        assertThat(Invariant.all(worlds.world())).isEmpty();
    }

    private static Subject again(Subject one) {
        return new Subject(
                one.tenant(),
                one.run(),
                one.accepted(),
                "e2",
                one.epoch(),
                null,
                one.definition(),
                one.revision());
    }

    @Test
    void seesARowThatTheEventsDoNotGive() {
        worlds.events.removeLast();

        assertBroken(Invariant.I15);
    }

    @Test
    void reckonsWhatHappenedUnderAFault() {
        worlds.operations.add(start("op-2", 45, new Outcome.Done("chaos-map~2")));
        worlds.effects.add(new Effect("x:do.0", "op-2/a", at(46), true));
        worlds.effects.add(new Effect("y:do.0", "op-2/a", at(46), true));

        assertThat(Tally.of(worlds.world()))
                .containsExactly(new Tally("worker-killed", 2, 1, 1, 0, Duration.ofSeconds(9)));
        assertThat(Tally.table(Tally.of(worlds.world()), 17))
                .contains("seed 17")
                .contains("worker-killed")
                .contains("9.0");
    }

    @Test
    void saysWhichInvariantIsBrokenAndWhere() {
        worlds.broken = Optional.of("row 7 was changed");

        assertThat(Invariant.all(worlds.world()).getFirst())
                .hasToString(
                        "I12 (a change has one request and one outcome, and the chain holds):"
                                + " the chain: row 7 was changed");
    }
}
