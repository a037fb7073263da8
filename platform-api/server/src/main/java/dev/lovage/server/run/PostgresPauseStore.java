package dev.lovage.server.run;

import dev.lovage.server.Database;
import dev.lovage.server.Sql;

import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The pauses in the table of their name.
@Singleton
final class PostgresPauseStore implements PauseStore {
    private static final String SAVE =
            """
            insert into pauses (tenant, run, paused_by, reason, at, until) values (?, ?, ?, ?, ?, ?)
            on conflict (tenant, run) do update set paused_by = excluded.paused_by,
                reason = excluded.reason, at = excluded.at, until = excluded.until\
            """;

    private final Database database;

    PostgresPauseStore(Database database) {
        this.database = database;
    }

    @Override
    public void paused(String tenant, String run, Pause pause) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        SAVE,
                        tenant,
                        run,
                        pause.by(),
                        pause.reason(),
                        pause.at(),
                        pause.until()));
    }

    @Override
    public void resumed(String tenant, String run) {
        var sql = "delete from pauses where tenant = ? and run = ?";
        database.transaction(tx -> Sql.update(tx, sql, tenant, run));
    }

    @Override
    public Optional<Pause> find(String tenant, String run) {
        var sql = "select paused_by, reason, at, until from pauses where tenant = ? and run = ?";
        return database.transaction(
                tx -> Sql.first(tx, sql, PostgresPauseStore::pause, tenant, run));
    }

    private static Pause pause(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return new Pause(
                row.getString("paused_by"),
                row.getString("reason"),
                Sql.instant(row, "at"),
                until == null ? null : until.toInstant());
    }
}
