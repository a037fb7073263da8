package dev.lovage.server.schedule;

import static dev.lovage.server.Sql.all;
import static dev.lovage.server.Sql.first;
import static dev.lovage.server.Sql.update;

import dev.lovage.client.Schedule;
import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Schedules in the table of their name. Whoever has something for the loop to look at says so on
/// the channel [#CHANNEL].
@Singleton
final class PostgresScheduleStore implements ScheduleStore {
    static final String CHANNEL = "lovage_schedules";

    private static final String SAVE =
            """
            insert into schedules as s (tenant, name, version, saved, saved_by, put, label, latest,
                state, paused, note, remaining, fires, due)
            values (?, ?, 1, ?, ?, ?::json, ?, ?, 'PENDING', ?, ?, ?, ?::json, ?)
            on conflict (tenant, name) do update set
                version = s.version + 1, saved = excluded.saved, saved_by = excluded.saved_by,
                put = excluded.put, label = excluded.label, latest = excluded.latest,
                due = excluded.due, state = 'PENDING', error = null, tries = 0, gone = false,
                renew = s.renew or s.gone,
                paused = case when s.anew then excluded.paused else s.paused end,
                note = case when s.anew then excluded.note else s.note end,
                until = case when s.anew then null else s.until end,
                remaining = case when s.anew then excluded.remaining else s.remaining end,
                fires = case when s.anew then excluded.fires else s.fires end\
            """
                    .replace("s.anew", "s.gone or s.state in ('ENDED', 'UNKNOWN')");

    private static final String FOUND =
            """
            update schedules set state = ?, error = ?, found_at = ?, paused = ?, note = ?,
                remaining = ?, fires = ?::json, applied = ?, wanted = ?, found = ?, tries = ?,
                renew = ?, due = case when due > ? then due else ? end
            where tenant = ? and name = ? and version = ? and gone = ?\
            """;

    private static final String UNKNOWN =
            """
            insert into schedules as s (tenant, name, version, saved, put, label, latest,
                state, found_at, paused, note, fires)
            values (?, ?, 0, ?, ?::json, ?, false, 'UNKNOWN', ?, ?, ?, ?::json)
            on conflict (tenant, name) do update set found_at = excluded.found_at,
                paused = excluded.paused, note = excluded.note, fires = excluded.fires
            where s.state = 'UNKNOWN'\
            """;

    private final Database database;
    private final Clock clock;

    PostgresScheduleStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<ScheduleRow> list(
            String tenant, @Nullable String label, @Nullable String after, int size) {
        var values = new ArrayList<Object>(List.of(tenant, after == null ? "" : after));
        var sql = "select * from schedules where tenant = ? and name > ? and not gone";
        if (label != null) {
            sql += " and label = ?";
            values.add(label);
        }
        values.add(size);
        var page = sql + " order by name limit ?";
        return database.transaction(tx -> all(tx, page, ScheduleRows::read, values.toArray()));
    }

    @Override
    public Optional<ScheduleRow> find(ScheduleKey key) {
        return database.transaction(tx -> find(tx, key));
    }

    @Override
    public Optional<ScheduleRow> find(Transaction transaction, ScheduleKey key) {
        var sql = "select * from schedules where tenant = ? and name = ? and not gone";
        return first(transaction, sql, ScheduleRows::read, key.tenant(), key.name());
    }

    @Override
    public int count(Transaction transaction, String tenant) {
        var lock = "select pg_advisory_xact_lock(hashtext('lovage.schedules/' || ?))";
        all(transaction, lock, row -> true, tenant);
        var sql =
                """
                select count(*) from schedules
                where tenant = ? and not gone and state <> 'UNKNOWN'\
                """;
        return first(transaction, sql, row -> row.getInt(1), tenant).orElseThrow();
    }

    @Override
    public ScheduleRow save(
            Transaction transaction, ScheduleKey key, Schedule.Put put, Instant at, String by) {
        var standing = Standing.saved(put);
        var action = put.action();
        update(
                transaction,
                SAVE,
                key.tenant(),
                key.name(),
                at,
                by,
                StoredSchedules.write(put),
                action.label(),
                action.workflow() != null && action.revision() == null,
                standing.paused(),
                standing.note(),
                standing.remaining(),
                StoredSchedules.write(standing.fires()),
                clock.instant());
        tell(transaction);
        return find(transaction, key).orElseThrow();
    }

    @Override
    public boolean delete(Transaction transaction, ScheduleKey key) {
        var sql =
                """
                update schedules set gone = true, due = ?, tries = 0
                where tenant = ? and name = ? and not gone and state <> 'UNKNOWN'\
                """;
        var found = update(transaction, sql, clock.instant(), key.tenant(), key.name()) > 0;
        tell(transaction);
        return found;
    }

    @Override
    public void revised(Transaction transaction, String tenant, String workflow) {
        var sql = "update schedules set due = ? where tenant = ? and label = ? and latest";
        if (update(transaction, sql, clock.instant(), tenant, workflow) > 0) {
            tell(transaction);
        }
    }

    @Override
    public void look(ScheduleKey key) {
        var sql = "update schedules set due = ? where tenant = ? and name = ?";
        database.transaction(tx -> {
            tell(tx);
            return update(tx, sql, clock.instant(), key.tenant(), key.name());
        });
    }

    @Override
    public void steered(
            ScheduleKey key, boolean paused, @Nullable String note, @Nullable Instant until) {
        var sql =
                """
                update schedules set paused = ?, note = ?, until = ?, due = ?
                where tenant = ? and name = ?\
                """;
        database.transaction(tx -> {
            tell(tx);
            var now = clock.instant();
            return update(tx, sql, paused, note, until, now, key.tenant(), key.name());
        });
    }

    @Override
    public List<ScheduleRow> due(Instant now, int most) {
        var sql =
                """
                select * from schedules where due <= ? and state <> 'UNKNOWN'
                order by state <> 'PENDING', due limit ?\
                """;
        return database.transaction(tx -> all(tx, sql, ScheduleRows::read, now, most));
    }

    @Override
    public void found(
            ScheduleRow row, Standing standing, Progress progress, Instant now, Instant again) {
        database.transaction(tx ->
                update(
                        tx,
                        FOUND,
                        standing.state().name(),
                        standing.error(),
                        standing.at(),
                        standing.paused(),
                        standing.note(),
                        standing.remaining(),
                        StoredSchedules.write(standing.fires()),
                        progress.applied(),
                        progress.wanted(),
                        progress.found(),
                        progress.tries(),
                        progress.renew(),
                        now,
                        again,
                        row.key().tenant(),
                        row.key().name(),
                        row.saved().version(),
                        row.progress().gone()));
    }

    @Override
    public void remove(ScheduleRow row) {
        var sql = "delete from schedules where tenant = ? and name = ? and gone and version = ?";
        var key = row.key();
        database.transaction(
                tx -> update(tx, sql, key.tenant(), key.name(), row.saved().version()));
    }

    @Override
    public Set<ScheduleKey> unsaved(Collection<ScheduleKey> keys) {
        var sql =
                """
                select tenant, name from unnest(?::text[], ?::text[]) as listed (tenant, name)
                where not exists (select from schedules s where s.tenant = listed.tenant
                    and s.name = listed.name and s.state <> 'UNKNOWN')\
                """;
        var tenants = keys.stream().map(ScheduleKey::tenant).toList();
        var names = keys.stream().map(ScheduleKey::name).toList();
        return database.transaction(tx ->
                Set.copyOf(
                        all(
                                tx,
                                sql,
                                row -> new ScheduleKey(row.getString(1), row.getString(2)),
                                tenants,
                                names)));
    }

    @Override
    public void unknown(Collection<ScheduleRow> rows) {
        var ids = rows.stream().map(row -> row.key().tenant() + "/" + row.key().name()).toList();
        var others =
                "delete from schedules where state = 'UNKNOWN' and tenant || '/' || name <> all (?)";
        database.transaction(tx -> {
            rows.forEach(row -> unknown(tx, row));
            return update(tx, others, ids);
        });
    }

    private static void unknown(Transaction transaction, ScheduleRow row) {
        var standing = row.standing();
        update(
                transaction,
                UNKNOWN,
                row.key().tenant(),
                row.key().name(),
                row.saved().at(),
                StoredSchedules.write(row.put()),
                row.put().action().label(),
                standing.at(),
                standing.paused(),
                standing.note(),
                StoredSchedules.write(standing.fires()));
    }

    private static void tell(Transaction transaction) {
        all(transaction, "select pg_notify('" + CHANNEL + "', '')", row -> true);
    }
}
