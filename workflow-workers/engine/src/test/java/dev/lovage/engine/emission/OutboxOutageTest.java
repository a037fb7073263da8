package dev.lovage.engine.emission;

import static dev.lovage.engine.emission.OutboxRig.noted;
import static dev.lovage.engine.emission.OutboxRig.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent.Changed;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

/// What becomes of events while Kafka is away.
class OutboxOutageTest {
    private static final long BYTES = 2_000_000;
    private final OutboxRig worker = new OutboxRig(BYTES);

    /// A run of three workflow tasks.
    private void run(String run) {
        worker.outbox.begun(run, 0, true);
        for (int task = 1; task <= 3; task++) {
            worker.outbox.append(subject(run), noted(3L * task, task, 200));
            worker.outbox.committed(run, 3L * task, task == 3);
        }
    }

    private void heal() {
        worker.down = false;
        worker.slow = false;
        while (!worker.later.isEmpty() || !worker.answers.isEmpty()) {
            List.copyOf(worker.answers).forEach(Runnable::run);
            worker.answers.clear();
            List.copyOf(worker.later).forEach(Runnable::run);
            worker.later.clear();
        }
    }

    /// Ten times what the outbox may hold, as an hour brings and more.
    @Test
    void anHourWithoutKafkaCostsNoMoreThanTheOutboxMayHold() {
        worker.slow = true;
        int runs = 20_000;

        for (int i = 0; i < runs; i++) {
            run("r" + i);
            assertThat(worker.outbox.bytes()).isLessThanOrEqualTo(BYTES);
            forgetTheOldestAnswers();
        }
        heal();

        var told =
                worker.arrived.stream()
                        .collect(
                                Collectors.groupingBy(
                                        CloudEvent::subject,
                                        Collectors.mapping(
                                                OutboxOutageTest::seq, Collectors.toList())));
        var whole = told.values().stream().filter(seqs -> seqs.size() > 1).toList();
        assertThat(whole).hasSizeGreaterThan(500).containsOnly(List.of(1L, 2L, 3L));
        assertThat(worker.outbox.dropped()).isEqualTo(runs - whole.size());
        assertThat(worker.outbox.isEmpty()).isTrue();
    }

    /// A producer holds on to a record for half a minute.
    private void forgetTheOldestAnswers() {
        while (worker.answers.size() > 3_000) {
            worker.answers.removeFirst();
        }
    }

    private static long seq(CloudEvent event) {
        return ((Changed) EventCodec.decode(event)).seq();
    }

    @Test
    void aRecordThatComesBackAfterItsRunWasDroppedChangesNothing() {
        var small = new OutboxRig(2_500);
        small.slow = true;
        for (var run : List.of("a", "b", "c")) {
            small.outbox.begun(run, 0, true);
            small.outbox.append(subject(run), noted(3, 1, 400));
            small.outbox.committed(run, 3, false);
        }
        assertThat(small.outbox.dropped()).isEqualTo(1);
        small.outbox.append(subject("a"), noted(9, 2, 10));
        small.outbox.committed("a", 9, false);

        while (!small.answers.isEmpty()) {
            small.answers.removeFirst().run();
        }

        assertThat(small.arrived)
                .extracting(CloudEvent::subject)
                .containsExactly("run-a", "run-b", "run-c", "run-a");
        assertThat(small.outbox.dropped()).isEqualTo(1);
    }

    @Test
    void whatDoesNotArriveIsSentAgainTogetherAndHoldsUpNoOtherRun() {
        worker.down = true;
        run("a");
        run("b");
        assertThat(worker.later).hasSize(1);
        assertThat(worker.outbox.errors()).isEqualTo(2);

        worker.down = false;
        run("c");
        assertThat(worker.arrived).extracting(CloudEvent::subject).containsOnly("run-c");
        worker.later.remove().run();

        assertThat(worker.arrived).hasSize(9);
        assertThat(worker.outbox.isEmpty()).isTrue();
    }

    @Test
    void aPublisherThatBreaksIsOneThatDidNotTakeIt() {
        var broken = new OutboxRig(BYTES);
        broken.broken = true;
        broken.outbox.begun("a", 0, true);
        broken.task("a", 3, 1);
        broken.outbox.committed("a", 3, false);
        assertThat(broken.outbox.errors()).isEqualTo(1);

        broken.broken = false;
        broken.later.remove().run();

        assertThat(broken.seqs()).containsExactly(1L);
    }
}
