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
    private final Deque<Noted> pending = new ArrayDeque<>();
    private @Nullable Subject subject;
    private long seen;
    private long lostUpTo;
    private long bytes;

    /// Adds a transition, unless it was committed already: in a replay all come again. Of what is
    /// pending the last telling counts, because a task that was lost may still have been at work
    /// when the next one began.
    void append(Subject of, Noted noted) {
        if (!pending.isEmpty() && noted.seq() >= pending.getFirst().seq()) {
            takeBack(noted.seq());
        }
        if (noted.seq() > seen && !isLeftOver(noted)) {
            subject = of;
            seen = noted.seq();
            bytes += noted.bytes();
            pending.add(noted);
        }
    }

    /// Of a task that was lost, and whose beginning is forgotten already.
    private boolean isLeftOver(Noted noted) {
        return noted.task() <= lostUpTo && noted.seq() > seen + 1;
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
            lostUpTo = Math.max(lostUpTo, pending.getLast().task());
            takeBack(pending.getFirst().seq());
        }
    }

    private void takeBack(long from) {
        while (!pending.isEmpty() && pending.getLast().seq() >= from) {
            bytes -= pending.removeLast().bytes();
        }
        seen = Math.min(seen, from - 1);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
