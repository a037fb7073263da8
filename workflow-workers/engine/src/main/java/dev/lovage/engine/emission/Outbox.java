package dev.lovage.engine.emission;

import dev.lovage.events.Guard;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Holds what workflow code announced until the server has accepted the workflow task it happened
/// in; only then is it published, one record of a run after the other.
///
/// What is published is therefore a function of the history: another worker that replays the run
/// publishes the same bytes again. Nobody waits for it: a record that does not arrive is sent
/// again, and when too much is waiting whole runs are dropped and counted.
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /// Of which it knows how far they came, so that a replay here publishes nothing twice.
    private static final int MAX_RUNS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();

    /// By Temporal's run id, the one longest untouched first.
    private final SequencedMap<String, Box> boxes = new LinkedHashMap<>(64, 0.75f, true);

    private final Delivery delivery;
    private final long maxBytes;
    private boolean warned;
    private long boxed;
    private long dropped;

    /// Who carries records: at once, or some time after one did not arrive. Not the caller's
    /// thread, which is Temporal's connection.
    public record Courier(Executor now, Executor later) {}

    public Outbox(Publisher publisher, String topic, Courier courier, long maxBytes) {
        this.delivery = new Delivery(lock, publisher, topic, courier);
        this.maxBytes = maxBytes;
    }

    /// From workflow code, replaying or not. A run of which no workflow task was seen is ignored:
    /// it is replayed for a query only.
    public void append(Subject subject, Noted noted) {
        locked(() -> {
            var box = boxes.get(subject.temporalRun());
            if (box != null) {
                measured(box, () -> box.append(subject, noted));
                if (!Guard.ACCEPTANCE.on()) {
                    post(box, noted.task());
                }
                makeRoom();
            }
        });
    }

    /// What a transition of the workflow task at hand says about a step's work was too early.
    ///
    /// @param place of the transition among all of the run
    public void amend(Subject subject, long place, Work work) {
        locked(() -> {
            var box = boxes.get(subject.temporalRun());
            if (box != null) {
                box.amend(place, work);
            }
        });
    }

    /// A workflow task begins, and the last one the server has is `accepted`: what is older is
    /// published now, even if its answer never came; what is newer belongs to a task that was lost.
    ///
    /// @param whole the task brings the history from its beginning, which will be replayed. Others
    ///   may have had the run meanwhile, so nothing that was noted here is certain: an id may stand
    ///   for another attempt at the same task. The replay tells it again
    public void begun(String run, long accepted, boolean whole) {
        locked(() -> {
            var box = boxes.computeIfAbsent(run, _ -> new Box());
            if (!whole) {
                post(box, accepted);
            }
            measured(box, box::dropPending);
            makeRoom();
        });
    }

    /// The server has accepted the workflow task. `last`: it closed the run.
    public void committed(String run, long task, boolean last) {
        locked(() -> {
            var box = boxes.get(run);
            if (box != null) {
                post(box, task);
                if (last) {
                    boxes.remove(run);
                    boxed -= box.bytes();
                }
                makeRoom();
            }
        });
    }

    /// Publishes the past of a run again, whatever was published before.
    public void republish(Subject subject, List<Noted> past) {
        locked(() -> {
            delivery.add(Batch.of(subject, new ArrayDeque<>(past), Long.MAX_VALUE));
            makeRoom();
        });
    }

    /// Waits until all that is committed has arrived.
    ///
    /// @return whether it has, within this time
    public boolean flush(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            return delivery.flush(atMost);
        } finally {
            lock.unlock();
        }
    }

    /// How often what waited of a run was dropped because too much was waiting.
    public long dropped() {
        return read(() -> dropped);
    }

    /// What it holds, about.
    public long bytes() {
        return read(() -> boxed + delivery.bytes());
    }

    /// How many sends did not arrive, each of which is made again.
    public long errors() {
        return delivery.errors();
    }

    /// Whether it knows of no run.
    boolean isEmpty() {
        return read(() -> boxes.size()) == 0 && bytes() == 0;
    }

    private void measured(Box box, Runnable change) {
        boxed -= box.bytes();
        change.run();
        boxed += box.bytes();
    }

    private void post(Box box, long task) {
        measured(box, () -> delivery.add(box.commit(task)));
    }

    /// The runs longest untouched go first; what they had is repaired from Temporal. A run that is
    /// only known, and has nothing here, is no loss.
    private void makeRoom() {
        warned &= !delivery.isEmpty();
        while (boxes.size() > MAX_RUNS) {
            dropEldestBox();
        }
        while (boxed + delivery.bytes() > maxBytes && !delivery.isEmpty()) {
            delivery.dropEldest();
            dropped++;
            warn();
        }
        while (boxed > maxBytes) {
            dropEldestBox();
        }
    }

    private void warn() {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "Kafka takes no events, and more than {} bytes wait: of the runs longest"
                            + " untouched they are dropped, and repaired from Temporal later",
                    maxBytes);
        }
    }

    private void dropEldestBox() {
        var box = boxes.pollFirstEntry().getValue();
        boxed -= box.bytes();
        dropped += box.isEmpty() ? 0 : 1;
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private long read(LongSupplier number) {
        lock.lock();
        try {
            return number.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
