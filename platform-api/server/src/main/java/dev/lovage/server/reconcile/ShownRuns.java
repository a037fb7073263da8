package dev.lovage.server.reconcile;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The rows of runs, as the reconciler reads them.
@Singleton
final class ShownRuns {
    private static final String RUN =
            """
            select accepted, tenant, run, temporal_run, epoch, status, version, definition,
                revision, queue
            from runs\
            """;

    private final Database database;

    @Inject
    ShownRuns(Background database) {
        this((Database) database);
    }

    ShownRuns(Database database) {
        this.database = database;
    }

    Optional<Shown> find(RunKey key) {
        var sql = RUN + " where accepted = ? and tenant = ? and run = ?";
        return database.transaction(tx ->
                Sql.first(tx, sql, ShownRuns::shown, key.accepted(), key.tenant(), key.run()));
    }

    /// At most `size` that have not ended, the oldest first.
    List<Shown> open(int size) {
        var sql = RUN + " where status < 'SUCCEEDED' order by accepted, tenant, run limit ?";
        return database.transaction(tx -> Sql.all(tx, sql, ShownRuns::shown, size));
    }

    /// What the run's open steps have handed to Temporal.
    List<Handed> handed(RunKey key) {
        var sql =
                """
                select activity, state from steps
                where accepted = ? and tenant = ? and run = ? and part is null
                    and ended is null and activity is not null\
                """;
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        sql,
                        row ->
                                new Handed(
                                        row.getString("activity"),
                                        StepState.valueOf(row.getString("state"))),
                        key.accepted(),
                        key.tenant(),
                        key.run()));
    }

    /// A step whose task Temporal has.
    ///
    /// @param activity Temporal's id of it
    record Handed(String activity, StepState state) {}

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                new RunKey(
                        row.getString("tenant"),
                        row.getString("run"),
                        Sql.instant(row, "accepted")),
                row.getString("temporal_run"),
                row.getLong("epoch"),
                RunState.valueOf(row.getString("status")),
                row.getLong("version"),
                row.getString("definition"),
                row.getInt("revision"),
                row.getString("queue"));
    }
}
