package dev.lovage.chaos.drive;

import dev.lovage.chaos.check.Stall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ticks, and writes down when a tick was late: then nothing here went on, on threads such as the
/// driver's.
final class Pulse implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(20);

    private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Pulse() {
        Thread.startVirtualThread(this::tick);
    }

    private void tick() {
        try {
            long before = System.nanoTime();
            while (!closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                note(Duration.ofNanos(now - before).minus(TICK));
                before = now;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Duration late) {
        if (late.compareTo(TICK) > 0) {
            var now = Instant.now();
            stalls.add(new Stall(now.minus(late), now));
        }
    }

    List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
