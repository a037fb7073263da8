package dev.lovage.server.projection;

import dev.lovage.server.Database;
import dev.lovage.server.projection.DeadEvents.Place;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tries what is in `dead_events` once more: after an upgrade, this version may be able to read it.
final class Revival implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
    private static final int PAGE = 100;
    private static final long PAUSE_HOURS = 1;

    private final Database database;
    private final String topic;
    private final Projection projection;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("revival").unstarted(this::run);

    Revival(Database database, String topic, Projection projection) {
        this.database = database;
        this.topic = topic;
        this.projection = projection;
    }

    /// How many were applied, and how many still cannot be.
    record Revived(int applied, int left) {}

    /// At once, and every hour: a node of the version before may add to it until the last is gone.
    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closing.await(PAUSE_HOURS, TimeUnit.HOURS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            var revived = all();
            if (revived.applied() > 0) {
                LOG.info(
                        "{} of dead_events were applied, {} left",
                        revived.applied(),
                        revived.left());
            }
        } catch (RuntimeException e) { // PostgreSQL: in an hour
            LOG.warn("dead_events could not be tried again: {}", e.getMessage());
        }
    }

    /// Tries every one of them once.
    Revived all() {
        int applied = 0;
        int left = 0;
        var place = Place.FIRST;
        for (boolean more = true; more; ) {
            var after = place;
            var page = database.transaction(tx -> DeadEvents.page(tx, topic, after, PAGE));
            for (var record : page) {
                if (projection.revive(record)) {
                    applied++;
                } else {
                    left++;
                }
                place = Place.of(record);
            }
            more = page.size() == PAGE;
        }
        return new Revived(applied, left);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
