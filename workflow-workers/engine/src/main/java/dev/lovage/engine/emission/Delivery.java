package dev.lovage.engine.emission;

import dev.lovage.engine.emission.Outbox.Courier;
import dev.lovage.events.Failpoint;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/// The way from the outbox to Kafka: of every run one record after the other; one that does not
/// arrive is sent again after a while. Its callers hold the lock, which no sending holds.
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Lines lines = new Lines();
    private final LongAdder errors = new LongAdder();
    private final Lock lock;
    private final Condition emptied;
    private final Publisher publisher;
    private final String topic;
    private final Courier courier;
    private boolean carrying;

    /// @param lock what guards the outbox
    Delivery(Lock lock, Publisher publisher, String topic, Courier courier) {
        this.lock = lock;
        this.emptied = lock.newCondition();
        this.publisher = publisher;
        this.topic = topic;
        this.courier = courier;
    }

    private record Letter(Line line, Batch batch) {}

    void add(List<Batch> batches) {
        lines.add(batches);
        carry();
    }

    /// Gives up what waits of the run longest untouched.
    void dropEldest() {
        lines.dropEldest();
        signalIfEmpty();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    long bytes() {
        return lines.bytes();
    }

    /// How many sends did not arrive; to be asked without the lock, too.
    long errors() {
        return errors.sum();
    }

    /// Waits until all has arrived.
    ///
    /// @return whether it has, within this time
    boolean flush(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        while (!lines.isEmpty() && left > 0) {
            left = emptied.awaitNanos(left);
        }
        return lines.isEmpty();
    }

    private void carry() {
        if (!carrying && lines.anyReady()) {
            carrying = true;
            if (!handedTo(courier.now(), this::deliver)) {
                carrying = false;
            }
        }
    }

    /// Refused when the worker is closing: what is left is repaired from Temporal.
    private static boolean handedTo(Executor executor, Runnable work) {
        try {
            executor.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /// Sends the first record of every line that may send.
    private void deliver() {
        for (var letter = next(); letter != null; letter = next()) {
            var line = letter.line;
            sent(letter).whenComplete((_, error) -> returned(line, error == null));
        }
    }

    private @Nullable Letter next() {
        lock.lock();
        try {
            var line = lines.takeReady();
            carrying = line != null;
            return line == null ? null : new Letter(line, line.begin());
        } finally {
            lock.unlock();
        }
    }

    /// The record is made here, where nobody waits for it.
    private CompletionStage<@Nullable Void> sent(Letter letter) {
        try {
            var record = letter.line.record(letter.batch);
            Failpoint.reach("emission.before-ack");
            return publisher.publish(topic, record.subject(), record);
        } catch (RuntimeException e) {
            LOG.error("An event of {} cannot be sent", letter.line.run(), e);
            return CompletableFuture.failedStage(e);
        }
    }

    private void returned(Line line, boolean arrived) {
        if (!arrived) {
            errors.increment();
        }
        lock.lock();
        try {
            if (arrived) {
                lines.arrived(line);
                signalIfEmpty();
                carry();
            } else if (lines.failed(line)) {
                handedTo(courier.later(), this::again);
            }
        } finally {
            lock.unlock();
        }
    }

    private void again() {
        lock.lock();
        try {
            lines.again();
            carry();
        } finally {
            lock.unlock();
        }
    }

    private void signalIfEmpty() {
        if (lines.isEmpty()) {
            emptied.signalAll();
        }
    }
}
