package dev.lovage.server.reconcile;

import dev.lovage.client.Run.Overlay;
import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Table `run_overlays`, as the reconciler writes it.
@Singleton
final class Overlays {
    private static final String HOLD =
            """
            insert into run_overlays as o (accepted, tenant, run, overlay, since, version, detail)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (accepted, tenant, run) do update set
                since = case when o.overlay = excluded.overlay then o.since
                    else excluded.since end,
                overlay = excluded.overlay, version = excluded.version, detail = excluded.detail\
            """;

    /// What holds a run, where there is such a thing, is worth more.
    private static final String STALE =
            """
            insert into run_overlays (accepted, tenant, run, overlay, since, version, detail)
            values (?, ?, ?, 'STALE', ?, 0, ?)
            on conflict (accepted, tenant, run) do nothing\
            """;

    private static final String MOVED =
            """
            delete from run_overlays o
            where overlay <> 'STALE' and not exists (
                select from runs r
                where r.accepted = o.accepted and r.tenant = o.tenant and r.run = o.run
                    and r.status < 'SUCCEEDED' and r.version = o.version)\
            """;

    private static final String ORPHANS =
            """
            delete from run_overlays o
            where not exists (
                select from runs r
                where r.accepted = o.accepted and r.tenant = o.tenant and r.run = o.run)\
            """;

    private final Database database;

    @Inject
    Overlays(Background database) {
        this((Database) database);
    }

    Overlays(Database database) {
        this.database = database;
    }

    /// @param detail for people
    void hold(Shown run, Overlay overlay, Instant since, @Nullable String detail) {
        var key = run.key();
        update(
                HOLD,
                key.accepted(),
                key.tenant(),
                key.run(),
                overlay.name(),
                since,
                run.version(),
                detail);
    }

    /// Nothing holds it.
    void free(RunKey key) {
        clear(key, "overlay <> 'STALE'");
    }

    /// Nobody can tell its steps: no worker polls its queue.
    void stale(RunKey key, Instant now, @Nullable String queue) {
        update(STALE, key.accepted(), key.tenant(), key.run(), now, queue);
    }

    /// Its steps have been told.
    void told(RunKey key) {
        clear(key, "overlay = 'STALE'");
    }

    /// What has moved or ended since is not held any more.
    void sweep() {
        update(MOVED);
    }

    /// Of runs that are no longer kept.
    void forget() {
        update(ORPHANS);
    }

    private void clear(RunKey key, String which) {
        update(
                "delete from run_overlays where accepted = ? and tenant = ? and run = ? and "
                        + which,
                key.accepted(),
                key.tenant(),
                key.run());
    }

    private void update(String sql, @Nullable Object... values) {
        database.transaction(tx -> Sql.update(tx, sql, values));
    }
}
