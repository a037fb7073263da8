package dev.lovage.engine.emission;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Holds what workflow code announced until the server has accepted the workflow task it happened
/// in; only then is it published, one record of a run after the other.
///
/// What is published is therefore a function of the history: another worker that replays the run
/// publishes the same bytes again. Nobody waits for it: a record that does not arrive is sent
/// again, and when too much is waiting whole runs are dropped and counted.
public final class Outbox {
    private static final int MAX_RUNS = 10_000;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    /// By Temporal's run id, the one longest untouched first.
    private final SequencedMap<String, Box> boxes = new LinkedHashMap<>(64, 0.75f, true);

    private final Publisher publisher;
    private final String topic;
    private final Courier courier;
    private final long maxBytes;
    private long bytes;
    private long dropped;

    /// Who carries records: at once, or some time after one did not arrive. Not the caller's
    /// thread, which is Temporal's connection.
    public record Courier(Executor now, Executor later) {}

    public Outbox(Publisher publisher, String topic, Courier courier, long maxBytes) {
        this.publisher = publisher;
        this.topic = topic;
        this.courier = courier;
        this.maxBytes = maxBytes;
    }

    /// From workflow code, replaying or not. A run of which no workflow task was seen is ignored:
    /// it is replayed for a query only.
    public void append(Subject subject, Noted noted) {
        lock.lock();
        try {
            var box = boxes.get(subject.temporalRun());
            if (box != null && box.append(subject, noted)) {
                bytes += noted.bytes();
                makeRoom();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What a transition of the workflow task at hand says about a step's work was too early.
    ///
    /// @param place of the transition among all of the run
    public void amend(Subject subject, long place, Work work) {
        lock.lock();
        try {
            var box = boxes.get(subject.temporalRun());
            if (box != null) {
                box.amend(place, work);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A workflow task begins, and the last one the server has is `accepted`: what is older is
    /// published now, even if its answer never came; what is newer belongs to a task that was lost.
    public void begun(String run, long accepted) {
        lock.lock();
        try {
            var box = boxes.computeIfAbsent(run, _ -> new Box());
            box.commit(accepted);
            measured(box, box::dropPending);
            makeRoom();
            carry(courier.now, run, box);
        } finally {
            lock.unlock();
        }
    }

    /// The server has accepted the workflow task. `last`: it closed the run.
    public void committed(String run, long task, boolean last) {
        lock.lock();
        try {
            var box = boxes.get(run);
            if (box != null) {
                box.commit(task);
                if (last) {
                    box.close();
                }
                finish(run, box);
                carry(courier.now, run, box);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Publishes the past of a run again, whatever was published before.
    public void republish(Subject subject, List<Noted> past) {
        lock.lock();
        try {
            var run = subject.temporalRun();
            var box = boxes.computeIfAbsent(run, _ -> closedBox());
            measured(box, () -> box.repeat(subject, past));
            makeRoom();
            carry(courier.now, run, box);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that is committed has arrived.
    ///
    /// @return whether it has, within this time
    public boolean flush(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!boxes.values().stream().allMatch(Box::idle)) {
                if (left <= 0) {
                    return false;
                }
                left = emptied.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// How many runs lost records because too much was waiting.
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// How many runs it knows of.
    public int runs() {
        lock.lock();
        try {
            return boxes.size();
        } finally {
            lock.unlock();
        }
    }

    private static Box closedBox() {
        var box = new Box();
        box.close();
        return box;
    }

    private void measured(Box box, Runnable change) {
        bytes -= box.bytes();
        change.run();
        bytes += box.bytes();
    }

    private void finish(String run, Box box) {
        if (box.idle()) {
            emptied.signalAll();
        }
        if (box.finished()) {
            boxes.remove(run, box);
            bytes -= box.bytes();
        }
    }

    /// The run longest untouched goes first; what it had is repaired from Temporal.
    private void makeRoom() {
        while (bytes > maxBytes || boxes.size() > MAX_RUNS) {
            var eldest = boxes.pollFirstEntry();
            if (eldest == null) {
                return;
            }
            long had = eldest.getValue().bytes();
            bytes -= had;
            dropped += had > 0 ? 1 : 0;
        }
    }

    private void carry(Executor when, String run, Box box) {
        if (box.idle()) {
            return;
        }
        try {
            when.execute(() -> send(run, box));
        } catch (RejectedExecutionException e) {
            // the worker is closing: what is left is repaired from Temporal
            emptied.signalAll();
        }
    }

    private void send(String run, Box box) {
        var record = next(run, box);
        if (record != null) {
            publisher
                    .publish(topic, record.subject(), record)
                    .whenComplete((_, error) -> returned(run, box, error == null));
        }
    }

    private @Nullable CloudEvent next(String run, Box box) {
        lock.lock();
        try {
            return boxes.get(run) == box ? box.next() : null;
        } finally {
            lock.unlock();
        }
    }

    private void returned(String run, Box box, boolean arrived) {
        lock.lock();
        try {
            if (boxes.get(run) == box) {
                measured(box, () -> box.returned(arrived));
                finish(run, box);
                carry(arrived ? courier.now : courier.later, run, box);
            }
        } finally {
            lock.unlock();
        }
    }
}
