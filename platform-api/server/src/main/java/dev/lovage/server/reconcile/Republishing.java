package dev.lovage.server.reconcile;

import dev.lovage.server.reconcile.Wish.Reason;
import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Work;
import dev.lovage.server.run.RunKey;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Works off what has to be found out about runs: asks Temporal which execution is the current one,
/// has a worker tell again what was not told, and keeps what is too large to be told. A few at
/// once, the others next time; what cannot be done now is tried again at doubling distances.
@Singleton
final class Republishing {
    private static final Logger LOG = LoggerFactory.getLogger(Republishing.class);
    private static final int AT_ONCE = 4;
    private static final int DUE = 500;
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// A worker that comes is noticed within a minute: queues are asked about once in a turn.
    private static final Duration UNSERVED = Duration.ofMinutes(1);

    /// No replay takes longer.
    private static final Duration REPLAY = Duration.ofSeconds(30);

    private final WishTable wishes;
    private final TemporalRuns temporal;
    private final RunEngine engine;
    private final Mending mending;
    private final Keepers keepers;
    private final Overlays overlays;
    private final Clock clock;
    private final Map<Waiting, Duration> pauses = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Waiting(RunKey key, Reason reason) {}

    Republishing(
            WishTable wishes,
            TemporalRuns temporal,
            RunEngine engine,
            Mending mending,
            Keepers keepers,
            Overlays overlays,
            Clock clock) {
        this.wishes = wishes;
        this.temporal = temporal;
        this.engine = engine;
        this.mending = mending;
        this.keepers = keepers;
        this.overlays = overlays;
        this.clock = clock;
    }

    /// Begins with those that are due.
    void turn() {
        var served = new Served(engine);
        for (var wish : wishes.due(clock.instant(), DUE)) {
            switch (wish.reason()) {
                case EXECUTION -> {
                    mending.check(wish.key());
                    settled(wish);
                }
                case GAP, REPUBLISH -> republish(wish, wish.queue(), served);
                case VALUES -> keep(wish, wish.queue(), served);
            }
        }
    }

    private void republish(Wish wish, @Nullable String queue, Served served) {
        if (queue == null) {
            found(wish);
        } else if (!served.test(queue, Work.RUNS)) {
            overlays.stale(wish.key(), clock.instant(), queue);
            later(wish, FIRST, UNSERVED);
        } else if (free.tryAcquire()) {
            var taken = later(wish, REPLAY, LONGEST);
            threads.execute(() -> tell(taken));
        }
    }

    /// Of a run that has no row, or one without its queue; one that nobody knows is past.
    private void found(Wish wish) {
        if (mending.check(wish.key())) {
            later(wish, FIRST, LONGEST);
        } else {
            settled(wish);
        }
    }

    private void tell(Wish wish) {
        var run = wish.key().run();
        try {
            if (temporal.republish(run)) {
                overlays.told(wish.key());
            } else {
                LOG.info("Nobody can tell {} again: its history is gone", run);
            }
            settled(wish);
        } catch (RuntimeException e) { // whatever it was, it is tried again
            LOG.info("{} could not be told again yet: {}", run, e.getMessage());
        } finally {
            free.release();
        }
    }

    private void keep(Wish wish, @Nullable String queue, Served served) {
        if (keepers.isFree(wish.key())) {
            var replayed = queue != null && served.test(queue, Work.RUNS);
            var taken = later(wish, REPLAY, replayed ? LONGEST : UNSERVED);
            keepers.see(wish.key(), replayed, () -> settled(taken));
        }
    }

    private void settled(Wish wish) {
        pauses.remove(new Waiting(wish.key(), wish.reason()));
        wishes.settled(wish);
    }

    private Wish later(Wish wish, Duration first, Duration longest) {
        var pause =
                pauses.merge(
                        new Waiting(wish.key(), wish.reason()),
                        first,
                        (old, _) -> between(first, old.multipliedBy(2), longest));
        return wishes.later(wish, clock.instant().plus(pause));
    }

    private static Duration between(Duration least, Duration pause, Duration most) {
        if (pause.compareTo(least) < 0) {
            return least;
        }
        return pause.compareTo(most) < 0 ? pause : most;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
