package dev.lovage.server.approval;

import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Awaits in the table `steps`, which the projection fills; decisions in a table of their own.
@Singleton
final class PostgresApprovalStore implements ApprovalStore {
    private static final String AWAITS =
            """
            select s.accepted, s.tenant, s.run, s.path, s.task, s.queued, s.until, s.awaits,
                r.definition, r.revision
            from steps s join runs r using (accepted, tenant, run)\
            """;

    /// Nobody else is at it any more after this long: Temporal is waited for less.
    private static final String DECIDE =
            """
            insert into decisions as d (tenant, run, path, signal, decided_by, at, approved, comment)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, run, path) do update set signal = excluded.signal,
                decided_by = excluded.decided_by, at = excluded.at, approved = excluded.approved,
                comment = excluded.comment
            where not d.delivered and d.at < excluded.at - interval '10 s'
                and d.signal <> excluded.signal\
            """;

    private static final String DELIVERED =
            """
            update decisions set delivered = true
            where tenant = ? and run = ? and path = ? and signal = ?\
            """;

    private static final String DECISION =
            """
            select tenant, run, path, signal, decided_by, at, approved, comment from decisions
            where tenant = ? and run = ? and path = ?\
            """;

    private final Database database;

    PostgresApprovalStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Open> open(String tenant, Which which, @Nullable Open after, int size) {
        var sql = new StringBuilder(AWAITS).append(" where s.tenant = ? and s.awaits is not null");
        var values = new ArrayList<Object>(List.of(tenant));
        if (which.workflow() != null) {
            sql.append(" and r.definition = ?");
            values.add(which.workflow());
        }
        if (which.run() != null) {
            sql.append(" and s.run = ?");
            values.add(which.run());
        }
        if (after != null) {
            sql.append(" and (s.queued, s.run, s.path) > (?, ?, ?)");
            values.addAll(List.of(after.since(), after.run().run(), after.path()));
        }
        values.add(size);
        sql.append(" order by s.queued, s.run, s.path limit ?");
        return database.transaction(
                tx -> Sql.all(tx, sql.toString(), PostgresApprovalStore::open, values.toArray()));
    }

    @Override
    public Optional<Open> find(String tenant, String run, String path) {
        var sql =
                AWAITS
                        + " where s.tenant = ? and s.run = ? and s.path = ? and s.kind = 'await'"
                        + " and s.accepted = (select accepted from runs where tenant = ? and run = ?"
                        + " order by accepted desc limit 1)";
        return database.transaction(tx ->
                Sql.first(tx, sql, PostgresApprovalStore::open, tenant, run, path, tenant, run));
    }

    @Override
    public Optional<Decision> decide(Decision decision) {
        return database.transaction(tx -> {
            int changed =
                    Sql.update(
                            tx,
                            DECIDE,
                            decision.tenant(),
                            decision.run(),
                            decision.path(),
                            decision.signal(),
                            decision.by(),
                            decision.at(),
                            decision.approved(),
                            decision.comment());
            return changed > 0
                    ? Optional.<Decision>empty()
                    : Sql.first(
                                    tx,
                                    DECISION,
                                    PostgresApprovalStore::decision,
                                    decision.tenant(),
                                    decision.run(),
                                    decision.path())
                            .filter(other -> !other.signal().equals(decision.signal()));
        });
    }

    @Override
    public void delivered(Decision decision) {
        database.transaction(tx ->
                Sql.update(
                        tx,
                        DELIVERED,
                        decision.tenant(),
                        decision.run(),
                        decision.path(),
                        decision.signal()));
    }

    @Override
    public Optional<Decision> decision(String tenant, String run, String path) {
        return database.transaction(
                tx -> Sql.first(tx, DECISION, PostgresApprovalStore::decision, tenant, run, path));
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                new RunKey(
                        row.getString("tenant"),
                        row.getString("run"),
                        Sql.instant(row, "accepted")),
                row.getString("definition"),
                row.getInt("revision"),
                row.getString("path"),
                row.getString("task"),
                Sql.instant(row, "queued"),
                time(row),
                row.getString("awaits") == null);
    }

    private static @Nullable Instant time(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return until == null ? null : until.toInstant();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getString("tenant"),
                row.getString("run"),
                row.getString("path"),
                row.getString("signal"),
                row.getString("decided_by"),
                Sql.instant(row, "at"),
                row.getBoolean("approved"),
                row.getString("comment"));
    }
}
