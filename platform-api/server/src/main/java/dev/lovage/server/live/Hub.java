package dev.lovage.server.live;

import dev.lovage.events.RunEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Where the feed of this node stands, and who follows it from there. One thread tells, any thread
/// joins.
final class Hub {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Set<Follower> followers = new LinkedHashSet<>();
    private @Nullable Positions positions;

    /// Where it stands; nothing before it has begun, and while it cannot go on.
    @Nullable Positions positions() {
        lock.lock();
        try {
            return positions;
        } finally {
            lock.unlock();
        }
    }

    /// Begins here, or here again.
    void begin(Positions at) {
        lock.lock();
        try {
            positions = at;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// It cannot go on from where it stands: its followers come back later, or to another node.
    void stop() {
        lock.lock();
        try {
            positions = null;
            followers.forEach(follower -> follower.stream().end());
            followers.clear();
        } finally {
            lock.unlock();
        }
    }

    /// One record further. The event is read only when somebody follows.
    ///
    /// @param event gives nothing for a record that nobody can read
    void tell(int partition, long next, Supplier<@Nullable RunEvent> event) {
        lock.lock();
        try {
            if (positions == null) {
                return;
            }
            positions = positions.with(partition, next);
            moved.signalAll();
            var read = followers.isEmpty() ? null : event.get();
            if (read != null) {
                var told = new Told(read, positions);
                followers.removeIf(follower -> !follower.now(told));
            }
        } finally {
            lock.unlock();
        }
    }

    /// What no record of the topic of runs says: that a run waits for a worker, or how attempts go.
    void tell(RunEvent aside) {
        lock.lock();
        try {
            var told = new Told(aside, null);
            followers.removeIf(follower -> !follower.now(told));
        } finally {
            lock.unlock();
        }
    }

    /// Lets the quiet ones know where they are.
    void stand() {
        lock.lock();
        try {
            if (positions != null) {
                for (var follower : followers) {
                    follower.stand(positions, QUIET.toNanos());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes a follower in, which is told nothing until [#live], and says where it came in; nothing
    /// when the feed does not stand anywhere.
    @Nullable Positions join(Follower follower) {
        lock.lock();
        try {
            if (positions != null) {
                follower.hold();
                followers.add(follower);
            }
            return positions;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the follower is told everything from now on, and was told everything since it
    /// joined.
    boolean live(Follower follower) {
        lock.lock();
        try {
            return follower.goLive();
        } finally {
            lock.unlock();
        }
    }

    void leave(Follower follower) {
        lock.lock();
        try {
            followers.remove(follower);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until this node has read all before `past`; false when that does not happen in time.
    boolean reaches(Positions past, Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && (positions == null || behind(positions, past))) {
                left = moved.awaitNanos(left);
            }
            return positions != null
                    && positions.partitions() == past.partitions()
                    && positions.covers(past);
        } finally {
            lock.unlock();
        }
    }

    /// Whether it will get there; a position of another topic is never reached.
    private static boolean behind(Positions here, Positions past) {
        return here.partitions() == past.partitions() && !here.covers(past);
    }

    int followers() {
        lock.lock();
        try {
            return followers.size();
        } finally {
            lock.unlock();
        }
    }
}
