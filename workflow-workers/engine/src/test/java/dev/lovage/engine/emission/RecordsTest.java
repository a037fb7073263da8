package dev.lovage.engine.emission;

import static dev.lovage.engine.emission.OutboxRig.AT;
import static dev.lovage.engine.emission.OutboxRig.noted;
import static dev.lovage.engine.emission.OutboxRig.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.emission.Transition.Began;
import dev.lovage.engine.emission.Transition.Turned;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class RecordsTest {
    private static final int STEPS = 200;

    /// A workflow task that begins a run and makes more steps than fit into a record.
    private static List<Noted> large() {
        var notes = new ArrayList<Noted>();
        notes.add(new Noted(3, 10, new Began(1, AT, "q"), Standing.RUNNING));
        for (int seq = 2; seq <= STEPS; seq++) {
            notes.add(noted(3, seq, 4_000));
        }
        return notes;
    }

    private static List<StepChange> steps(CloudEvent record) {
        return switch (EventCodec.decode(record)) {
            case Started started -> started.steps();
            case Changed changed -> changed.steps();
            case RunEvent.Closed _, RunEvent.Confirmed _ -> List.of();
        };
    }

    private static long seq(CloudEvent record) {
        return switch (EventCodec.decode(record)) {
            case Started started -> started.seq();
            case Changed changed -> changed.seq();
            case RunEvent.Closed closed -> closed.seq();
            case RunEvent.Confirmed _ -> 0;
        };
    }

    @Test
    void moreThanFitsIsSplitInOrder() {
        var records = Records.of(subject("r"), large());

        assertThat(records).hasSizeBetween(13, 40);
        assertThat(records)
                .allMatch(record -> record.bytes().length <= Records.MAX_BYTES)
                .extracting(CloudEvent::id)
                .doesNotHaveDuplicates();
        assertThat(records.stream().flatMap(record -> steps(record).stream()))
                .extracting(StepChange::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, STEPS).boxed().toList());
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(seq(record)).isEqualTo(steps(record).getLast().seq()));
    }

    @Test
    void theSameTransitionsAreTheSameBytesHoweverTheyAreSplit() {
        assertThat(Records.of(subject("r"), large())).isEqualTo(Records.of(subject("r"), large()));
    }

    @Test
    void aRecordSaysHowTheRunStoodAfterItsLastTransition() {
        var paused = new Standing(RunState.PAUSED, "we count");
        var notes =
                List.of(
                        new Noted(3, 10, new Began(1, AT, "q"), Standing.RUNNING),
                        noted(3, 2, 10),
                        new Noted(3, 10, new Turned(3, AT.plusSeconds(1)), paused));

        var records = Records.of(subject("r"), notes).stream().map(EventCodec::decode).toList();

        assertThat(records)
                .extracting(RunEvent::status)
                .containsExactly(RunState.RUNNING, RunState.PAUSED);
        assertThat(((Changed) records.getLast()).reason()).isEqualTo("we count");
        assertThat(records.getLast().at()).isEqualTo(AT.plusSeconds(1));
    }
}
