package dev.lovage.server.reconcile;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Has runs told again by a worker, as soon as one serves their queue, without ever waiting for it.
/// Bounded: a few at once, a thousand in all, each for a day.
@Singleton
final class Republishing {
    private static final Logger LOG = LoggerFactory.getLogger(Republishing.class);
    private static final int AT_ONCE = 4;
    private static final int IN_ALL = 1_000;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(1);

    private final TemporalRuns temporal;
    private final Clock clock;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Republishing(TemporalRuns temporal, Clock clock) {
        this.temporal = temporal;
        this.clock = clock;
    }

    private record Asked(String queue, Instant due, Duration pause, Instant since) {
        Asked again(Instant now) {
            var doubled = pause.multipliedBy(2);
            return new Asked(
                    queue,
                    now.plus(pause),
                    doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST,
                    since);
        }
    }

    /// @param queue as on the wire
    void ask(String run, String queue) {
        var now = clock.instant();
        if (asked.size() < IN_ALL) {
            asked.putIfAbsent(run, new Asked(queue, now, FIRST, now));
        }
    }

    int waiting() {
        return asked.size();
    }

    /// Begins with those that are due, as many as may run at once; the others next time.
    void turn() {
        var now = clock.instant();
        for (var entry : Map.copyOf(asked).entrySet()) {
            var run = entry.getKey();
            var wish = entry.getValue();
            if (wish.since().plus(KEPT).isBefore(now)) {
                asked.remove(run);
            } else if (!wish.due().isAfter(now) && free.tryAcquire()) {
                asked.put(run, wish.again(now));
                threads.execute(() -> tell(run, wish.queue()));
            }
        }
    }

    private void tell(String run, String queue) {
        try {
            if (temporal.served(queue)) {
                temporal.republish(run);
                asked.remove(run);
            }
        } catch (RuntimeException e) { // whatever it was, it is tried again
            LOG.info("{} could not be told again yet: {}", run, e.getMessage());
        } finally {
            free.release();
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
