package dev.lovage.server.reconcile;

import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Settings;
import dev.lovage.server.Sql;
import dev.lovage.server.run.Forgetting;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets go of what is old: a month of runs, steps and values at once, and only when all of it ended
/// so long ago and no open run may need it. Takes away again what came back of forgotten runs.
@Singleton
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Database database;
    private final Forgetting forgetting;
    private final Duration keep;
    private final Clock clock;
    private Instant next = Instant.EPOCH;

    Retention(Background database, Forgetting forgetting, Settings.Runs settings, Clock clock) {
        this.database = database;
        this.forgetting = forgetting;
        this.keep = settings.retention();
        this.clock = clock;
    }

    /// At most one month; once there is none it looks again in an hour.
    void turn() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        var dropped = dropMonth(database, now.minus(keep));
        if (dropped.isPresent()) {
            LOG.info("Runs of {} were older than lovage.runs.retention: dropped", dropped.get());
            return;
        }
        dropStrays(database, now.minus(keep));
        forgetting.again();
        next = now.plus(PAUSE);
    }

    /// Drops values that no month takes: those of runs that were accepted in one that is gone, or
    /// is far away. Those that no run refers to, because their worker died on the way, go with the
    /// month of their run.
    static void dropStrays(Database database, Instant until) {
        database.transaction(
                tx -> Sql.update(tx, "delete from blobs_default where stored < ?", until));
    }

    /// Drops one month, and names it as `YYYY_MM`; nothing when none is old enough.
    static Optional<String> dropMonth(Database database, Instant until) {
        var sql = "select coalesce(drop_month(?), '')";
        return database.transaction(tx -> Sql.first(tx, sql, row -> row.getString(1), until))
                .filter(month -> !month.isEmpty());
    }
}
