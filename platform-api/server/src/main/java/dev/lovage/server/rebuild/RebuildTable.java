package dev.lovage.server.rebuild;

import dev.lovage.client.Rebuild;
import dev.lovage.client.Rebuild.Progress;
import dev.lovage.client.Rebuild.Result;
import dev.lovage.client.Rebuild.State;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.run.StoredJson;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;

/// Table `rebuilds`. One that runs holds the lock of its name, so one that died is known.
@Singleton
final class RebuildTable {
    static final String LOCK = "lovage.rebuild";
    private static final String GONE = "The api that did it has ended; ask again.";

    private static final String LATEST =
            """
            select id, asked, started, ended, applied, total, result, message,
                case when state <> 'RUNNING' or exists (
                    select from pg_locks where locktype = 'advisory' and objsubid = 1
                        and database = (select oid from pg_database
                            where datname = current_database())
                        and objid::bigint = hashtext('%s')::bigint & 4294967295)
                then state else 'GONE' end as state
            from rebuilds order by id desc limit 1\
            """
                    .formatted(LOCK);

    private final Database database;

    RebuildTable(Database database) {
        this.database = database;
    }

    /// Whether something is there of one that goes on, or did not end.
    boolean isLeft() {
        var sql =
                """
                select exists (select from rebuilds where state = 'RUNNING')
                    or exists (select from pg_namespace where nspname in (?, ?))\
                """;
        return database.transaction(tx ->
                Sql.first(tx, sql, row -> row.getBoolean(1), Beside.SCHEMA, Beside.RETIRED)
                        .orElseThrow());
    }

    /// One that did not end has failed; to be asked with the lock in hand.
    void bury() {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        "update rebuilds set state = ?, message = ?, ended = now()"
                                + " where state = ?",
                        State.FAILED.name(),
                        GONE,
                        State.RUNNING.name()));
    }

    long begin(String by) {
        return database.transaction(tx ->
                Sql.first(
                                tx,
                                "insert into rebuilds (asked) values (?) returning id",
                                row -> row.getLong(1),
                                by)
                        .orElseThrow());
    }

    void progress(long id, Progress progress) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        "update rebuilds set applied = ?, total = ? where id = ?",
                        progress.applied(),
                        progress.total(),
                        id));
    }

    void done(long id, Result result) {
        var json =
                StoredJson.of(
                        Map.of(
                                "runs", result.runs(),
                                "steps", result.steps(),
                                "changed", result.changed(),
                                "hash", result.hash()));
        end(id, State.DONE, json, null);
    }

    void failed(long id, String message) {
        end(id, State.FAILED, null, message);
    }

    private void end(long id, State state, @Nullable String result, @Nullable String message) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        "update rebuilds set state = ?, result = ?::json, message = ?, ended = now()"
                                + " where id = ?",
                        state.name(),
                        result,
                        message,
                        id));
    }

    Optional<Rebuild> latest() {
        return database.transaction(tx -> Sql.first(tx, LATEST, RebuildTable::rebuild));
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        var gone = row.getString("state").equals("GONE");
        Timestamp ended = row.getTimestamp("ended");
        return new Rebuild(
                row.getLong("id"),
                gone ? State.FAILED : State.valueOf(row.getString("state")),
                row.getString("asked"),
                Sql.instant(row, "started"),
                ended == null ? null : ended.toInstant(),
                new Progress(row.getLong("applied"), row.getLong("total")),
                result(row.getString("result")),
                gone ? GONE : row.getString("message"));
    }

    private static @Nullable Result result(@Nullable String json) {
        if (json == null) {
            return null;
        }
        var result = StoredJson.object(json);
        return new Result(
                number(result, "runs"),
                number(result, "steps"),
                number(result, "changed"),
                String.valueOf(result.get("hash")));
    }

    private static long number(Map<String, @Nullable Object> result, String name) {
        return result.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
