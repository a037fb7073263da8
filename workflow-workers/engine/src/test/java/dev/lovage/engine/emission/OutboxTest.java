package dev.lovage.engine.emission;

import static dev.lovage.engine.emission.OutboxRig.AT;
import static dev.lovage.engine.emission.OutboxRig.noted;
import static dev.lovage.engine.emission.OutboxRig.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.emission.Transition.Began;
import dev.lovage.engine.emission.Transition.End;
import dev.lovage.engine.emission.Transition.Ended;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class OutboxTest {
    private final OutboxRig worker = new OutboxRig(1_000_000);

    @Test
    void nothingIsPublishedBeforeTheServerAcceptedIt() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1, 2);
        assertThat(worker.arrived).isEmpty();

        worker.outbox.committed("r", 3, false);

        assertThat(worker.seqs()).containsExactly(2L);
    }

    @Test
    void whatIsAmendedInItsWorkflowTaskIsPublishedLikeThat() {
        var work = new Work.Task("t", "q", null);
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1, 2);

        worker.outbox.amend(subject("r"), 2, work);
        worker.outbox.committed("r", 3, false);
        worker.outbox.amend(subject("r"), 1, work);

        assertThat(((Changed) EventCodec.decode(worker.arrived.getFirst())).steps())
                .extracting(StepChange::work)
                .containsExactly(new Work.Pure(), work);
    }

    @Test
    void oneWorkflowTaskIsOneRecord() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1, 2);
        worker.task("r", 9, 3);

        worker.outbox.committed("r", 9, false);

        assertThat(worker.seqs()).containsExactly(2L, 3L);
    }

    @Test
    void aTaskWhoseAnswerWasLostIsPublishedWhenTheNextOneTellsOfIt() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);

        worker.outbox.begun("r", 3, false);

        assertThat(worker.seqs()).containsExactly(1L);
    }

    @Test
    void whatHappenedInALostTaskIsDroppedAndHappensAnew() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);
        worker.outbox.begun("r", 3, false);
        worker.task("r", 9, 2, 3);

        worker.outbox.begun("r", 3, false);
        worker.task("r", 14, 2);
        worker.outbox.committed("r", 14, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void theNextTaskMayBeSeenBeforeTheAnswerToTheLast() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.begun("r", 3, false);
        worker.task("r", 9, 2);

        worker.outbox.committed("r", 3, false);
        assertThat(worker.seqs()).containsExactly(1L);
        worker.outbox.committed("r", 9, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void anotherWorkerThatReplaysPublishesTheSameBytes() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1, 2);
        worker.outbox.committed("r", 3, false);
        var other = new OutboxRig(1_000_000);

        other.outbox.begun("r", 3, true);
        other.task("r", 3, 1, 2);
        other.task("r", 9, 3);
        other.outbox.committed("r", 9, false);

        assertThat(other.seqs()).containsExactly(2L, 3L);
        assertThat(other.arrived.getFirst()).isEqualTo(worker.arrived.getFirst());
    }

    @Test
    void aReplayOnTheSameWorkerPublishesNothingTwice() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);

        worker.outbox.begun("r", 3, true);
        worker.task("r", 3, 1);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void aReplayForAQueryOnlyLeavesNothingBehind() {
        worker.task("r", 3, 1);

        assertThat(worker.outbox.isEmpty()).isTrue();
    }

    @Test
    void aRepublishPassesOverWhatWasPublished() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, true);

        worker.outbox.republish(subject("r"), List.of(noted(3, 1, 10)));

        assertThat(worker.arrived).hasSize(2);
        assertThat(worker.arrived.get(1)).isEqualTo(worker.arrived.get(0));
        assertThat(worker.outbox.isEmpty()).isTrue();
    }

    @Test
    void aRecordThatDidNotArriveIsSentAgainAndTheLaterOnesWait() {
        worker.down = true;
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, false);
        assertThat(worker.arrived).isEmpty();

        worker.down = false;
        worker.later.remove().run();

        assertThat(worker.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void onlyOneRecordOfARunIsOnItsWay() throws InterruptedException {
        worker.slow = true;
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, false);

        assertThat(worker.answers).hasSize(1);
        assertThat(worker.outbox.flush(Duration.ofMillis(1))).isFalse();
        worker.answers.remove().run();
        worker.answers.remove().run();

        assertThat(worker.seqs()).containsExactly(1L, 2L);
        assertThat(worker.outbox.flush(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void aClosedRunIsForgottenWhenAllHasArrived() {
        worker.slow = true;
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, true);
        assertThat(worker.outbox.isEmpty()).isFalse();

        worker.answers.remove().run();

        assertThat(worker.outbox.isEmpty()).isTrue();
    }

    @Test
    void aRunThatIsClosedTwiceIsPublishedOnce() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, true);

        worker.outbox.committed("r", 3, true);

        assertThat(worker.seqs()).containsExactly(1L);
    }

    @Test
    void whenTooMuchWaitsTheRunLongestUntouchedIsDroppedWhole() {
        var small = new OutboxRig(2_000);
        small.down = true;
        for (var run : List.of("a", "b", "c")) {
            small.outbox.begun(run, 0, true);
            small.outbox.append(subject(run), noted(3, 1, 400));
            small.outbox.committed(run, 3, false);
        }
        assertThat(small.outbox.dropped()).isEqualTo(1);

        small.down = false;
        while (!small.later.isEmpty()) {
            small.later.remove().run();
        }

        assertThat(small.arrived).extracting(CloudEvent::subject).containsExactly("run-b", "run-c");
    }

    @Test
    void aTaskOfManyStepsIsSplitIntoRecordsThatFit() {
        worker.outbox.begun("r", 0, true);
        for (int seq = 1; seq <= 40; seq++) {
            worker.outbox.append(subject("r"), noted(3, seq, 15_000));
        }
        worker.outbox.committed("r", 3, false);

        assertThat(worker.arrived).allMatch(record -> record.bytes().length <= Records.MAX_BYTES);
        assertThat(
                        worker.arrived.stream()
                                .flatMap(r -> ((Changed) EventCodec.decode(r)).steps().stream()))
                .extracting(StepChange::seq)
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void aRunThatBeginsAndEndsInOneTaskIsTwoRecords() {
        worker.outbox.begun("r", 0, true);
        worker.outbox.append(
                subject("r"), new Noted(3, 10, new Began(1, AT, "q"), Standing.RUNNING));
        worker.task("r", 3, 2);
        var end = new End(RunState.SUCCEEDED, Payload.NONE, null, Map.of(), List.of());
        worker.outbox.append(
                subject("r"), new Noted(3, 10, new Ended(3, AT, end), Standing.RUNNING));
        worker.outbox.committed("r", 3, true);

        assertThat(worker.arrived)
                .extracting(CloudEvent::type)
                .containsExactly(EventCodec.STARTED, EventCodec.CLOSED);
    }

    @Test
    void whatAnotherWorkerDidInTheMeantimeIsToldByTheReplayAndNotByWhatWasLostHere() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);
        worker.outbox.begun("r", 3, false);
        worker.outbox.append(subject("r"), noted(9, 2, 99)); // lost; another worker made task 9

        worker.outbox.begun("r", 9, true);
        worker.task("r", 3, 1);
        worker.task("r", 9, 2);
        worker.task("r", 15, 3);
        worker.outbox.committed("r", 15, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L, 3L);
        var other = new OutboxRig(1_000_000);
        other.outbox.begun("r", 0, true);
        other.task("r", 9, 2);
        other.outbox.committed("r", 9, false);
        assertThat(worker.arrived.get(1)).isEqualTo(other.arrived.getFirst());
    }

    @Test
    void aRunThatTheCacheForgotIsReplayedAndToldOnce() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.begun("r", 3, true); // its answer is not read yet
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void aNewHistoryOfARunWaitsUntilTheOneBeforeHasArrived() {
        worker.slow = true;
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, true);
        var next = new Subject("default", "run-r", AT, "r2", 6, null, "test", 1);
        worker.outbox.begun("r2", 0, true);
        worker.outbox.append(next, noted(3, 3, 10));
        worker.outbox.committed("r2", 3, false);

        assertThat(worker.answers).hasSize(1);
        for (int i = 0; i < 3; i++) {
            worker.answers.remove().run();
        }

        assertThat(worker.seqs()).containsExactly(1L, 2L, 3L);
        assertThat(EventCodec.decode(worker.arrived.getLast()).subject()).isEqualTo(next);
    }

    @Test
    void withoutItsGuardItTellsWhatTheServerHasNotAccepted() {
        System.setProperty("lovage.test.guards.off", "acceptance");
        try {
            worker.outbox.begun("r", 0, true);
            worker.task("r", 3, 1);
        } finally {
            System.clearProperty("lovage.test.guards.off");
        }

        assertThat(worker.seqs()).containsExactly(1L);
    }

    /// A worker that was paused for longer than a workflow task may take goes on with it when the
    /// next one is there already.
    @Test
    void whatATaskThatWasLostStillNotesIsReplacedByTheReplay() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.committed("r", 3, false);
        worker.outbox.begun("r", 3, false);
        worker.outbox.begun("r", 3, true);
        worker.outbox.append(subject("r"), noted(9, 2, 99));
        worker.outbox.append(subject("r"), noted(9, 3, 99));

        worker.task("r", 3, 1);
        worker.task("r", 9, 2);
        worker.outbox.committed("r", 9, false);

        assertThat(worker.seqs()).containsExactly(1L, 2L);
        assertThat(worker.arrived.getLast().data()).contains("\"" + "x".repeat(10) + "\"");
    }

    @Test
    void ofATaskThatWasLostInItsMiddleTheRestIsNotToldEither() {
        worker.outbox.begun("r", 0, true);
        worker.task("r", 3, 1);
        worker.outbox.begun("r", 0, true);
        worker.outbox.append(subject("r"), noted(3, 2, 99));

        worker.task("r", 6, 1, 2);
        worker.outbox.committed("r", 6, false);

        assertThat(worker.arrived).hasSize(1);
        assertThat(((Changed) EventCodec.decode(worker.arrived.getFirst())).steps())
                .extracting(StepChange::seq)
                .containsExactly(1L, 2L);
        assertThat(worker.arrived.getFirst().data()).doesNotContain("x".repeat(99));
    }
}
