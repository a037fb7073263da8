package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.run.RunKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

class FoldTest {
    private final ARun run = ARun.named("census~1");

    @Test
    void aRunThatNobodyWroteDownBeginsWithItsFirstEvent() {
        var head = after(run.started(1)).getFirst();

        assertThat(head.status()).isEqualTo(RunState.RUNNING);
        assertThat(head.version()).isEqualTo(new Version(0, ARun.EPOCH, 1));
        assertThat(head.started()).isEqualTo(ARun.at(1));
        assertThat(head.execution().queue()).isEqualTo("media");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderAndCopiesDoNotMatter(long seed) {
        var random = new Random(seed);
        var told = run.life(random, 6);
        var shuffled = new ArrayList<>(told);
        shuffled.addAll(told.subList(0, told.size() / 2));
        Collections.shuffle(shuffled, random);

        assertThat(steps(shuffled)).isEqualTo(steps(told));
        assertThat(runs(shuffled).getFirst())
                .usingRecursiveComparison()
                .ignoringFields("applied")
                .isEqualTo(runs(told).getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 100})
    void howEventsAreCutIntoBatchesDoesNotMatter(int size) {
        var told = run.life(new Random(11), 6);
        Map<RunKey, RunHead> known = Map.of();
        for (int from = 0; from < told.size(); from += size) {
            var fold = new Fold(known, Map.of());
            told.subList(from, Math.min(told.size(), from + size)).forEach(fold::add);
            known = Map.of(run.key(), fold.runs().getFirst());
        }

        assertThat(known.get(run.key())).isEqualTo(runs(told).getFirst());
    }

    @Test
    void anEventOfAnEarlierExecutionChangesNothing() {
        var next = run.execution("t-2", ARun.EPOCH + 5000);
        var head = after(next.changed(9), run.changed(99, step(99, "do.1", StepState.QUEUED)));

        assertThat(head.getFirst().version()).isEqualTo(new Version(0, ARun.EPOCH + 5000, 9));
        assertThat(
                        steps(
                                List.of(
                                        next.changed(9),
                                        run.changed(99, step(99, "x", StepState.QUEUED)))))
                .isEmpty();
    }

    @Test
    void aContinuationIsSimplyNewer() {
        var head = after(run.changed(9), run.execution("t-2", ARun.EPOCH + 5000).changed(10));

        assertThat(head.getFirst().execution().temporalRun()).isEqualTo("t-2");
        assertThat(head.getFirst().version()).isEqualTo(new Version(0, ARun.EPOCH + 5000, 10));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"SUCCEEDED|FAILED|CANCELLED|TERMINATED|TIMED_OUT|SKIPPED"})
    void anEndIsNeverLeft(RunState end) {
        var head =
                after(
                                run.started(1),
                                run.closed(5, end, "r"),
                                run.changed(6),
                                run.closed(7, RunState.FAILED, "r"),
                                run.confirmed(RunState.TERMINATED))
                        .getFirst();

        assertThat(head.status()).isEqualTo(end);
        assertThat(head.ended()).isEqualTo(ARun.at(5));
    }

    @Test
    void aStepThatEndedStaysAsItEnded() {
        var steps =
                steps(
                        List.of(
                                run.changed(3, step(3, "do.1", StepState.SUCCEEDED)),
                                run.changed(4, step(4, "do.1", StepState.QUEUED)),
                                run.changed(5, step(5, "do.1", StepState.FAILED))));

        assertThat(steps.getFirst().change().state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(steps.getFirst().version().seq()).isEqualTo(3);
    }

    @Test
    void aStepToldAfterItsRunWasCutOffHasEndedWithIt() {
        var steps =
                steps(
                        List.of(
                                run.started(1),
                                run.confirmed(RunState.TIMED_OUT),
                                run.changed(3, step(3, "do.1", StepState.QUEUED))));

        assertThat(steps.getFirst().change().state()).isEqualTo(StepState.TIMED_OUT);
        assertThat(steps.getFirst().times().endedAt()).isEqualTo(ARun.at(500));
    }

    @Test
    void theTruthAboutAStepThatWasCutOffStillComesThrough() {
        var steps =
                steps(
                        List.of(
                                run.confirmed(RunState.TERMINATED),
                                run.changed(3, step(3, "do.1", StepState.QUEUED)),
                                run.changed(4, step(4, "do.1", StepState.SUCCEEDED))));

        assertThat(steps.getFirst().change().state()).isEqualTo(StepState.SUCCEEDED);
    }

    @Test
    void aConfirmationIsOvertakenByNoOlderEventAndFilledInByTheClose() {
        var head =
                after(
                                run.confirmed(RunState.SUCCEEDED),
                                run.started(1),
                                run.changed(2),
                                run.closed(3, RunState.SUCCEEDED, "late"))
                        .getFirst();

        assertThat(head.status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(head.version().seq()).isEqualTo(3);
        assertThat(head.ending()).isNotNull();
        assertThat(head.ending().counts()).isNotEmpty();
    }

    @Test
    void aResetThatTemporalConfirmsBeginsANewGeneration() {
        var reset = run.execution("t-reset", ARun.EPOCH);
        var told =
                List.of(
                        run.started(1),
                        run.changed(3, step(3, "do.1", StepState.SUCCEEDED)),
                        run.closed(4, RunState.FAILED, null),
                        reset.confirmed(RunState.TERMINATED),
                        reset.changed(2, step(2, "do.1", StepState.FAILED)));

        assertThat(runs(told).getFirst().status()).isEqualTo(RunState.TERMINATED);
        assertThat(runs(told).getFirst().version().generation()).isEqualTo(1);
        assertThat(steps(told).getFirst().change().state()).isEqualTo(StepState.FAILED);
    }

    @Test
    void aResetRunGoesOnInItsNewExecutionAndHearsNoMoreOfTheOld() {
        var reset = run.execution("t-reset", ARun.EPOCH);
        var told =
                List.of(
                        run.started(1),
                        run.closed(4, RunState.FAILED, null),
                        reset.confirmed(RunState.RUNNING),
                        reset.confirmed(RunState.RUNNING),
                        run.closed(9, RunState.SUCCEEDED, "late"),
                        reset.changed(2));
        var head = runs(told).getFirst();

        assertThat(head.status()).isEqualTo(RunState.RUNNING);
        assertThat(head.ended()).isNull();
        assertThat(head.version()).isEqualTo(new Version(1, ARun.EPOCH, 2));
        assertThat(head.execution().temporalRun()).isEqualTo("t-reset");
    }

    @Test
    void aRunConfirmedAsGoingOnStaysAsItIs() {
        assertThat(after(run.started(1), run.closed(4, RunState.FAILED, null)))
                .isEqualTo(
                        after(
                                run.started(1),
                                run.closed(4, RunState.FAILED, null),
                                run.confirmed(RunState.RUNNING)));
    }

    @Test
    void theEndOfAnExecutionThatEndedBeforeTheOneShownIsNoNews() {
        var shown = run.execution("t-reset", ARun.EPOCH);
        var told = List.of(shown.closed(90, RunState.SUCCEEDED, "r"), before(run));

        assertThat(runs(told).getFirst().status()).isEqualTo(RunState.SUCCEEDED);
        assertThat(runs(told).getFirst().version().generation()).isZero();
    }

    private static RunEvent before(ARun run) {
        return new Confirmed(run.subject(), ARun.at(80), RunState.TERMINATED, null, "it was reset");
    }

    @Test
    void aPartOfARunTouchesStepsOnly() {
        var part = run.part("p1");
        var told =
                List.of(run.started(1), part.changed(40, step(40, "do.2.l.1", StepState.QUEUED)));

        assertThat(runs(told).getFirst().version().seq()).isEqualTo(1);
        assertThat(steps(told).getFirst().part()).isEqualTo("p1");
        assertThat(runs(List.of(part.changed(40)))).isEmpty();
    }

    @Test
    void rowsComeInTheOrderInWhichTheyAreLocked() {
        var fold = new Fold(Map.of(), Map.of());
        for (var name : List.of("c~1", "a~1", "b~1")) {
            fold.add(
                    ARun.named(name)
                            .started(
                                    2,
                                    step(1, "do.2", StepState.QUEUED),
                                    step(2, "do.1", StepState.QUEUED)));
        }

        assertThat(fold.runs()).extracting(r -> r.key().run()).containsExactly("a~1", "b~1", "c~1");
        assertThat(fold.steps())
                .extracting(s -> s.run().run() + " " + s.path())
                .containsExactly(
                        "a~1 do.1", "a~1 do.2", "b~1 do.1", "b~1 do.2", "c~1 do.1", "c~1 do.2");
    }

    @Test
    void aBeginningAndAnEndAreNewsOnce() {
        var begun = new Fold(Map.of(), Map.of());
        begun.add(run.started(1));
        assertThat(begun.news().began()).extracting(News.Began::run).containsExactly("census~1");
        assertThat(begun.news().ended()).isEmpty();

        var ended = new Fold(Map.of(run.key(), begun.runs().getFirst()), Map.of());
        ended.add(run.closed(7, RunState.FAILED, null));
        ended.add(run.started(1));
        assertThat(ended.news().began()).isEmpty();
        assertThat(ended.news().ended())
                .containsExactly(
                        new News.Ended(
                                "census",
                                RunState.FAILED,
                                Duration.between(ARun.at(1), ARun.at(7))));

        var again = new Fold(Map.of(run.key(), ended.runs().getFirst()), Map.of());
        again.add(run.closed(7, RunState.FAILED, null));
        assertThat(again.news()).isEqualTo(News.NONE);
    }

    private static List<RunHead> after(RunEvent... events) {
        return runs(List.of(events));
    }

    private static List<RunHead> runs(List<? extends RunEvent> events) {
        var fold = new Fold(Map.of(), Map.of());
        events.forEach(fold::add);
        return fold.runs();
    }

    private static List<StepHead> steps(List<? extends RunEvent> events) {
        var fold = new Fold(Map.of(), Map.of());
        events.forEach(fold::add);
        return fold.steps();
    }
}
