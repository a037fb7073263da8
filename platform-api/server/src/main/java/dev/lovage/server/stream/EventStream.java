package dev.lovage.server.stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One reader of server-sent events: takes frames from anywhere, and hands them on as fast as they
/// are read.
public final class EventStream implements Publisher<Parcel>, Subscription {
    /// Told to a reader that was too slow; it has lost nothing if it resumes.
    public static final Frame SLOW = Frame.event(null, "gap", "{\"reason\": \"slow\"}");

    static final int MOST_FRAMES = 1_000;
    static final int MOST_BYTES = 512 * 1024;
    private static final int AT_ONCE = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private int bytes;
    private long demand;
    private boolean delivering;
    private boolean underway;
    private boolean ending;
    private long read = System.nanoTime();
    private final Budget budget;
    private @Nullable Subscriber<? super Parcel> reader;

    EventStream(Budget budget) {
        this.budget = budget;
    }

    /// Sends without ever waiting. Gives false once the stream takes nothing more; it ends with
    /// [#SLOW] when the reader is too far behind.
    public boolean offer(Frame frame) {
        lock.lock();
        try {
            if (ending) {
                return false;
            }
            if (full()) {
                forget();
                ending = true;
                add(SLOW);
            } else {
                add(frame);
            }
        } finally {
            lock.unlock();
        }
        deliver();
        return true;
    }

    /// Sends as fast as the reader reads: for what can be had at any speed, such as the past.
    public boolean put(Frame frame) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (full() && !ending) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
        return offer(frame);
    }

    /// Ends the stream once everything sent was read.
    public void end() {
        lock.lock();
        try {
            ending = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        deliver();
    }

    /// Completes when the reader has gone, or was sent away.
    public CompletableFuture<Void> closed() {
        return closed.copy();
    }

    /// Keeps the line open: a comment, if nothing else is on its way.
    void beat() {
        lock.lock();
        try {
            if (ending || !waiting.isEmpty()) {
                return;
            }
            add(Frame.comment("still here"));
        } finally {
            lock.unlock();
        }
        deliver();
    }

    /// Whether something waits for the reader, and nothing was read for so long.
    boolean stalled(Duration patience) {
        lock.lock();
        try {
            return !waiting.isEmpty() && System.nanoTime() - read > patience.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of a reader that does not even read its end.
    void cut() {
        var gone = reader;
        cancel();
        if (gone != null) {
            gone.onError(new IllegalStateException("The reader does not read"));
        }
    }

    @Override
    public void subscribe(Subscriber<? super Parcel> subscriber) {
        lock.lock();
        try {
            reader = subscriber;
        } finally {
            lock.unlock();
        }
        subscriber.onSubscribe(this);
        deliver();
    }

    @Override
    public void request(long more) {
        lock.lock();
        try {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        } finally {
            lock.unlock();
        }
        deliver();
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            reader = null;
            ending = true;
            forget();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        // whoever waits for this may hold locks that are waited for by whoever holds ours
        Thread.startVirtualThread(() -> closed.complete(null));
    }

    private boolean full() {
        return waiting.size() >= MOST_FRAMES || bytes >= MOST_BYTES || budget.exceeds(bytes);
    }

    private void forget() {
        waiting.clear();
        budget.give(bytes);
        bytes = 0;
    }

    private void add(Frame frame) {
        if (waiting.isEmpty()) {
            read = System.nanoTime();
        }
        waiting.add(frame);
        bytes += frame.size();
        budget.take(frame.size());
    }

    /// One thread at a time hands on; others leave it to that one.
    private void deliver() {
        lock.lock();
        try {
            if (delivering) {
                return;
            }
            delivering = true;
            while (reader != null && demand > 0 && !underway && !waiting.isEmpty()) {
                demand--;
                underway = true;
                reader.onNext(new Parcel(this));
            }
            delivering = false;
            if (reader != null && ending && !underway && waiting.isEmpty()) {
                var done = reader;
                cancel();
                done.onComplete();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Everything there is, up to some size, as one: the fewer writes, the better. It is written
    /// now.
    Frame take() {
        var together = new ArrayList<Frame>();
        lock.lock();
        try {
            int size = 0;
            while (size < AT_ONCE && !waiting.isEmpty()) {
                var frame = waiting.remove();
                size += frame.size();
                together.add(frame);
            }
            bytes -= size;
            budget.give(size);
            read = System.nanoTime();
            underway = false;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        deliver();
        return Frame.all(together);
    }
}
