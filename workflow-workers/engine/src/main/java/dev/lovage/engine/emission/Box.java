package dev.lovage.engine.emission;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What one execution announced and the server has not accepted yet, and how far it ever came.
/// Guarded by the outbox.
final class Box {
    private static final int OWN_BYTES = 500;

    private final Deque<Noted> pending = new ArrayDeque<>();
    private @Nullable Subject subject;
    private long seen;
    private long bytes = OWN_BYTES;

    /// Adds a transition unless it was here already: in a replay all come again.
    void append(Subject of, Noted noted) {
        if (noted.seq() > seen) {
            subject = of;
            seen = noted.seq();
            bytes += noted.bytes();
            pending.add(noted);
        }
    }

    /// Only what is pending can be told otherwise: what was published before came like this.
    void amend(long place, Work work) {
        var amended = pending.stream().map(noted -> noted.amended(place, work)).toList();
        pending.clear();
        pending.addAll(amended);
    }

    /// What happened in workflow tasks up to this one, which the server has.
    List<Batch> commit(long task) {
        if (subject == null) {
            return List.of();
        }
        var batches = Batch.of(subject, pending, task);
        bytes -= batches.stream().mapToLong(Batch::bytes).sum();
        return batches;
    }

    /// Forgets what happened in a workflow task that the server does not have, or that is about to
    /// be told once more.
    void dropPending() {
        if (!pending.isEmpty()) {
            seen = pending.getFirst().seq() - 1;
            bytes = OWN_BYTES;
            pending.clear();
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
