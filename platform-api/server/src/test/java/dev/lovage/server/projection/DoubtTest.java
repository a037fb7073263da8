package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.projection.Doubt.Reason;
import dev.lovage.server.projection.PartTable.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class DoubtTest {
    private final ARun run = ARun.named("census~1");
    private final ARun part = run.part("p1");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLifeToldWholeIsNotDoubtedNorIsARepetition(long seed) {
        var told = new ArrayList<>(run.life(new Random(seed), 6));
        told.addAll(List.copyOf(told));

        assertThat(doubts(told)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void wherePartOfALifeIsMissingThereIsAGap(long seed) {
        var random = new Random(seed);
        var told = new ArrayList<>(run.life(random, 6));
        told.remove(random.nextInt(told.size() - 1));

        assertThat(doubts(told)).containsExactly(new Doubt(run.key(), Reason.GAP));
    }

    @Test
    void aPauseCountsWithoutAStep() {
        assertThat(
                        doubts(
                                List.of(
                                        run.started(2, step(2, "do.0", StepState.QUEUED)),
                                        run.paused(3, "we count"),
                                        run.paused(4, "we still count"),
                                        run.changed(
                                                7,
                                                step(6, "do.1", StepState.QUEUED),
                                                step(7, "do.2", StepState.QUEUED)))))
                .isEmpty();
        assertThat(
                        doubts(
                                List.of(
                                        run.started(1),
                                        run.paused(2, "we count"),
                                        run.changed(5, step(5, "do.1", StepState.QUEUED)))))
                .containsExactly(new Doubt(run.key(), Reason.GAP));
    }

    @Test
    void aNewHistoryCountsOnAndIsNotDoubted() {
        var next = run.execution("t-2", ARun.EPOCH + 5000);

        assertThat(doubts(List.of(run.started(1), next.changed(7), next.changed(8)))).isEmpty();
        assertThat(doubts(List.of(run.started(1), next.changed(7), next.changed(9)))).hasSize(1);
    }

    @Test
    void anotherExecutionThatIsNotNewerIsAskedAboutAndTellsNothing() {
        var other = run.execution("t-reset", ARun.EPOCH);
        var fold = new Fold(Map.of(), Map.of());
        fold.add(run.started(1));
        fold.add(other.changed(2, step(2, "do.1", StepState.QUEUED)));

        assertThat(fold.doubts()).containsExactly(new Doubt(run.key(), Reason.EXECUTION));
        assertThat(fold.steps()).isEmpty();
    }

    @Test
    void whatTheReconcilerConfirmsIsNotDoubted() {
        assertThat(doubts(List.of(run.started(1), run.confirmed(RunState.TERMINATED)))).isEmpty();
    }

    @Test
    void whatIsTooLargeToBeToldIsToBeKept() {
        assertThat(doubts(List.of(run.started(2, left(2, 16 * 1024 + 1)))))
                .containsExactly(new Doubt(run.key(), Reason.VALUES));
        assertThat(doubts(List.of(run.started(2, left(2, 16 * 1024))))).isEmpty();
        assertThat(doubts(List.of(run.started(1), closed(2, 900_000))))
                .containsExactly(new Doubt(run.key(), Reason.VALUES));
    }

    private static StepChange left(long seq, long bytes) {
        var done = step(seq, "do.0", StepState.SUCCEEDED);
        return new StepChange(
                seq,
                done.path(),
                done.state(),
                done.at(),
                done.work(),
                1,
                new Payload.Omitted(bytes),
                null);
    }

    private RunEvent closed(long seq, long bytes) {
        return new Closed(
                run.subject(),
                seq,
                ARun.at(seq),
                RunState.SUCCEEDED,
                new Payload.Omitted(bytes),
                null,
                Map.of(),
                List.of());
    }

    @Test
    void everyPartCountsByItself() {
        var told =
                List.of(
                        run.started(1),
                        part.changed(1, step(1, "do.1.l.0", StepState.QUEUED)),
                        run.part("p2").changed(1, step(1, "do.1.l.1", StepState.QUEUED)),
                        part.changed(2, step(2, "do.1.l.0", StepState.SUCCEEDED)),
                        run.changed(2));
        assertThat(doubts(told)).isEmpty();

        var fold = new Fold(Map.of(), Map.of(aPart(), new Count("t-p1", ARun.EPOCH, 2)));
        fold.add(part.changed(4, step(4, "do.1.l.0", StepState.SUCCEEDED)));
        assertThat(fold.doubts()).containsExactly(new Doubt(run.key(), Reason.GAP));
        assertThat(fold.parts()).containsEntry(aPart(), new Count("t-p1", ARun.EPOCH, 4));
    }

    @Test
    void anotherExecutionOfAPartIsAskedAboutToo() {
        var fold = new Fold(Map.of(), Map.of(aPart(), new Count("t-other", ARun.EPOCH, 2)));
        fold.add(part.changed(3, step(3, "do.1.l.0", StepState.SUCCEEDED)));

        assertThat(fold.doubts()).containsExactly(new Doubt(run.key(), Reason.EXECUTION));
        assertThat(fold.steps()).isEmpty();
    }

    private Part aPart() {
        return Part.of(part.subject());
    }

    private static List<Doubt> doubts(List<? extends RunEvent> events) {
        var fold = new Fold(Map.of(), Map.of());
        events.forEach(fold::add);
        return fold.doubts();
    }
}
