package dev.lovage.engine.emission;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What the outbox holds of one execution: transitions not yet committed, the committed ones by
/// workflow task, and the records of the task that is on its way. Guarded by the outbox.
final class Box {
    private record Batch(Subject subject, List<Noted> task) {
        long bytes() {
            return task.stream().mapToLong(Noted::bytes).sum();
        }
    }

    private final Deque<Noted> pending = new ArrayDeque<>();
    private final Deque<Batch> committed = new ArrayDeque<>();
    private final Deque<CloudEvent> records = new ArrayDeque<>();
    private @Nullable Subject subject;
    private long seen;
    private long bytes;
    private boolean sending;
    private boolean closed;

    /// Adds a transition unless it was here already: in a replay all come again.
    ///
    /// @return whether it was new
    boolean append(Subject of, Noted noted) {
        if (noted.seq() <= seen) {
            return false;
        }
        subject = of;
        seen = noted.seq();
        bytes += noted.bytes();
        pending.add(noted);
        return true;
    }

    /// Only what is pending can be told otherwise: what was published before came like this.
    void amend(long place, Work work) {
        var amended = pending.stream().map(noted -> noted.amended(place, work)).toList();
        pending.clear();
        pending.addAll(amended);
    }

    /// What happened in workflow tasks up to this one may be sent.
    void commit(long task) {
        if (subject != null) {
            committed.addAll(batches(subject, pending, task));
        }
    }

    /// Forgets what happened in a workflow task that the server does not have.
    void dropPending() {
        if (!pending.isEmpty()) {
            seen = pending.getFirst().seq() - 1;
            bytes -= pending.stream().mapToLong(Noted::bytes).sum();
            pending.clear();
        }
    }

    /// Sends these once more, whatever was sent before.
    void repeat(Subject of, List<Noted> past) {
        for (var batch : batches(of, new ArrayDeque<>(past), Long.MAX_VALUE)) {
            committed.add(batch);
            bytes += batch.bytes();
        }
    }

    private static List<Batch> batches(Subject subject, Deque<Noted> notes, long upTo) {
        var batches = new ArrayList<Batch>();
        while (!notes.isEmpty() && notes.getFirst().task() <= upTo) {
            long task = notes.getFirst().task();
            var batch = new ArrayList<Noted>();
            while (!notes.isEmpty() && notes.getFirst().task() == task) {
                batch.add(notes.removeFirst());
            }
            batches.add(new Batch(subject, List.copyOf(batch)));
        }
        return batches;
    }

    /// The record to send now; none when all is sent or one is on its way.
    @Nullable CloudEvent next() {
        if (sending || committed.isEmpty()) {
            return null;
        }
        if (records.isEmpty()) {
            var batch = committed.getFirst();
            records.addAll(Records.of(batch.subject(), batch.task()));
        }
        sending = true;
        return records.getFirst();
    }

    /// The record on its way arrived, or did not and has to be sent again.
    void returned(boolean arrived) {
        sending = false;
        if (arrived) {
            records.removeFirst();
            if (records.isEmpty()) {
                bytes -= committed.removeFirst().bytes();
            }
        }
    }

    void close() {
        closed = true;
    }

    boolean idle() {
        return committed.isEmpty();
    }

    boolean finished() {
        return closed && idle();
    }

    long bytes() {
        return bytes;
    }
}
