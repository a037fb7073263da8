package dev.lovage.server.audit;

import dev.lovage.client.AuditEntry;
import dev.lovage.client.AuditEntry.Filter;
import dev.lovage.client.AuditEntry.Outcome;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The audit as it is read: each change with the last that was said of it.
@Singleton
final class Trail {
    private static final String ENTRIES =
            """
            select a.seq, a.at, a.actor, a.action, a.resource, a.reason,
                coalesce(told.outcome, a.outcome) as outcome,
                case a.outcome when 'denied' then a.at else told.at end as concluded
            from audit a left join lateral (
                select t.outcome, t.at from audit t
                where a.outcome = 'requested' and t.outcome <> 'requested'
                    and t.tenant = a.tenant and t.change = a.change
                order by t.seq desc limit 1) told on true
            where a.tenant = ? and a.outcome in ('requested', 'denied')\
            """;

    private final Database database;

    Trail(Database database) {
        this.database = database;
    }

    /// Where an entry stands in the list.
    record Place(Instant at, long seq) {}

    /// A statement with its values.
    record Query(String sql, List<Object> values) {}

    /// At most `size` entries, newest first, beginning after `after`.
    List<AuditEntry> entries(String tenant, Filter filter, @Nullable Place after, int size) {
        var query = query(tenant, filter, after, size);
        return database.transaction(
                tx -> Sql.all(tx, query.sql(), Trail::entry, query.values().toArray()));
    }

    static Query query(String tenant, Filter filter, @Nullable Place after, int size) {
        var sql = new StringBuilder(ENTRIES);
        var values = new ArrayList<Object>(List.of(tenant));
        var run = filter.run() == null ? null : "run/" + filter.run();
        hold(sql, values, "audit_about(a.resource) = audit_about(?)", run);
        hold(sql, values, "audit_about(a.resource) = audit_about(?)", filter.subject());
        hold(sql, values, "a.resource = ?", filter.subject());
        hold(sql, values, "a.actor = ?", filter.by());
        hold(sql, values, "a.action = ?", filter.action());
        hold(sql, values, "a.at >= ?", filter.from());
        hold(sql, values, "a.at < ?", filter.to());
        if (after != null) {
            sql.append(" and (a.at, a.seq) < (?, ?)");
            values.addAll(List.of(after.at(), after.seq()));
        }
        values.add(size);
        sql.append(" order by a.at desc, a.seq desc limit ?");
        return new Query(sql.toString(), values);
    }

    private static void hold(
            StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        var concluded = row.getTimestamp("concluded");
        return new AuditEntry(
                row.getLong("seq"),
                Sql.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource"),
                row.getString("reason"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                concluded == null ? null : concluded.toInstant());
    }
}
