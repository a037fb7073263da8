package dev.lovage.server.reconcile;

import dev.lovage.server.Background;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.reconcile.Wish.Reason;
import dev.lovage.server.run.RunKey;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Table `reconcile_queue`: the projection writes down what events do not settle, the reconciler
/// what it found to be untold; it is worked off here, also by the next leader.
@Singleton
final class WishTable {
    private static final String DUE =
            """
            select q.accepted, q.tenant, q.run, q.reason, q.at, r.queue
            from reconcile_queue q
            left join runs r
                on r.accepted = q.accepted and r.tenant = q.tenant and r.run = q.run
            where q.at <= ? order by q.at limit ?\
            """;
    private static final String ONE =
            " where accepted = ? and tenant = ? and run = ? and reason = ? and at = ?";

    private final Database database;

    @Inject
    WishTable(Background database) {
        this((Database) database);
    }

    WishTable(Database database) {
        this.database = database;
    }

    /// Has the run told again.
    void republish(RunKey key, Instant now) {
        var sql =
                """
                insert into reconcile_queue (accepted, tenant, run, reason, at)
                values (?, ?, ?, 'republish', ?) on conflict do nothing\
                """;
        database.transaction(
                tx -> Sql.update(tx, sql, key.accepted(), key.tenant(), key.run(), now));
    }

    /// At most `size` that are due, the longest first.
    List<Wish> due(Instant now, int size) {
        return database.transaction(tx -> Sql.all(tx, DUE, WishTable::wish, now, size));
    }

    /// Puts it off; the wish as it is now.
    Wish later(Wish wish, Instant at) {
        var then = at.truncatedTo(ChronoUnit.MICROS);
        change("update reconcile_queue set at = ?", wish, then);
        return new Wish(wish.key(), wish.reason(), then, wish.queue());
    }

    /// It is fulfilled, unless it was wished for once more.
    void settled(Wish wish) {
        var key = wish.key();
        database.transaction(tx ->
                Sql.update(
                        tx,
                        "delete from reconcile_queue" + ONE,
                        key.accepted(),
                        key.tenant(),
                        key.run(),
                        column(wish.reason()),
                        wish.at()));
    }

    private void change(String sql, Wish wish, Instant value) {
        var key = wish.key();
        database.transaction(tx ->
                Sql.update(
                        tx,
                        sql + ONE,
                        value,
                        key.accepted(),
                        key.tenant(),
                        key.run(),
                        column(wish.reason()),
                        wish.at()));
    }

    private static Wish wish(ResultSet row) throws SQLException {
        return new Wish(
                new RunKey(
                        row.getString("tenant"),
                        row.getString("run"),
                        Sql.instant(row, "accepted")),
                Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                Sql.instant(row, "at"),
                row.getString("queue"));
    }

    private static String column(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
