package dev.lovage.engine.emission;

import dev.lovage.events.RunEvent.Subject;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The transitions of one accepted workflow task.
record Batch(Subject subject, List<Noted> task) {
    Batch {
        task = List.copyOf(task);
    }

    /// Takes the workflow tasks up to this one out of the notes.
    static List<Batch> of(Subject subject, Deque<Noted> notes, long upTo) {
        var batches = new ArrayList<Batch>();
        while (!notes.isEmpty() && notes.getFirst().task() <= upTo) {
            long task = notes.getFirst().task();
            var batch = new ArrayList<Noted>();
            while (!notes.isEmpty() && notes.getFirst().task() == task) {
                batch.add(notes.removeFirst());
            }
            batches.add(new Batch(subject, batch));
        }
        return batches;
    }

    long bytes() {
        return task.stream().mapToLong(Noted::bytes).sum();
    }
}
