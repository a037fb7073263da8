package dev.lovage.server.reconcile;

import dev.lovage.server.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns something again and again, where this api is the leader of it: after every pause, and at
/// once when work is announced on the channel of its name.
public final class LeaderLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);

    /// So long it may take to notice that it is to close.
    private static final Duration NOTICE = Duration.ofSeconds(1);

    /// Between attempts to become the leader.
    private static final Duration OTHERS = Duration.ofSeconds(5);

    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final Leadership leadership;
    private final Duration pause;
    private final Work work;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// What a leader does.
    @FunctionalInterface
    public interface Work {
        /// Does what there is. What it throws is told; the next turn comes all the same.
        void turn();

        /// Hears, before each turn that there may be, whether this api leads.
        default void lead(boolean leads) {}
    }

    /// @param name of the lock that makes a leader, of the channel and of the thread
    public LeaderLoop(Settings.Postgres postgres, String name, Duration pause, Work work) {
        leadership = new Leadership(postgres, name);
        this.pause = pause;
        this.work = work;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /// Begins once all of this is so.
    public void start(CompletableFuture<?>... ready) {
        var _ = CompletableFuture.allOf(ready).thenRun(thread::start);
    }

    /// Whether a long turn had better stop.
    public boolean closing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            while (!closing()) {
                var leads = leadership.held();
                work.lead(leads);
                if (leads) {
                    turn();
                    rest();
                } else {
                    var _ = closing.await(OTHERS.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            LOG.debug("{} was interrupted", thread.getName());
        } finally {
            leadership.close();
        }
    }

    private void turn() {
        try {
            work.turn();
        } catch (RuntimeException e) { // PostgreSQL, Temporal or Kafka: next time
            LOG.warn("A turn of {} failed: {}", thread.getName(), e.getMessage());
        }
    }

    /// Until the pause is over, or there is something to do.
    private void rest() {
        var end = System.nanoTime() + pause.toNanos();
        for (var left = pause; left.isPositive() && !closing(); ) {
            if (leadership.hears(left.compareTo(NOTICE) < 0 ? left : NOTICE)) {
                return;
            }
            left = Duration.ofNanos(end - System.nanoTime());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            var _ = thread.isAlive() && thread.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
