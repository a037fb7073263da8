package dev.lovage.engine.emission;

import dev.lovage.events.CloudEvent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What of one run waits for Kafka: one record after the other, those of a new history behind those
/// of the one before. Guarded by the outbox, but for the records of the batch on its way, which
/// belong to who sends them.
final class Line {
    private static final int OWN_BYTES = 500;

    private final String run;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private final Deque<CloudEvent> records = new ArrayDeque<>();
    private long bytes = OWN_BYTES;
    private boolean busy;

    Line(String run) {
        this.run = run;
    }

    String run() {
        return run;
    }

    void add(List<Batch> more) {
        batches.addAll(more);
        bytes += more.stream().mapToLong(Batch::bytes).sum();
    }

    /// Whether a record is on its way, or has to be sent again after a while.
    boolean busy() {
        return busy;
    }

    /// The batch that is to be sent now.
    Batch begin() {
        busy = true;
        return batches.getFirst();
    }

    /// Its record that is to be sent now.
    CloudEvent record(Batch batch) {
        if (records.isEmpty()) {
            records.addAll(Records.of(batch.subject(), batch.task()));
        }
        return records.getFirst();
    }

    void arrived() {
        busy = false;
        records.removeFirst();
        if (records.isEmpty()) {
            bytes -= batches.removeFirst().bytes();
        }
    }

    /// Holds on to nothing while its record is on its way, whose fate matters to nobody any more.
    void forget() {
        batches.clear();
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
