package dev.lovage.server.reconcile;

import dev.lovage.server.Settings;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Shows every reader of the topic of runs how current it is, even where nothing happens; on a
/// thread of its own, so that a Temporal that does not answer looks like no lag of ours.
@Singleton
final class Heartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Announcer announcer;
    private final Settings.Reconciler settings;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeat").factory());
    private volatile boolean leading;
    private boolean begun;

    Heartbeats(Announcer announcer, Settings.Reconciler settings, Clock clock) {
        this.announcer = announcer;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param now whether this api is the one that beats
    synchronized void lead(boolean now) {
        leading = now;
        if (now && !begun) {
            begun = true;
            var pause = settings.heartbeat().toMillis();
            var _ = thread.scheduleAtFixedRate(this::beat, 0, pause, TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        if (!leading) {
            return;
        }
        try {
            announcer.beat(clock.instant());
        } catch (RuntimeException e) { // Kafka is away: the lag says so
            LOG.debug("No heartbeat: {}", e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }
}
