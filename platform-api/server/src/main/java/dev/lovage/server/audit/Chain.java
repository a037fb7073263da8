package dev.lovage.server.audit;

import dev.lovage.client.AuditChain;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chain in PostgreSQL: sealed at its end, verified from its beginning.
final class Chain {
    private static final int MOST = 1_000;
    private static final String BEGINNING = "";

    /// A transaction of ours is over before a minute is: nothing older is committed late.
    private static final String UNSEALED =
            """
            select %s from audit a
            where a.at >= coalesce((select o.at - interval '1 minute' from audit_chain c
                    join audit o on o.tenant = c.tenant and o.seq = c.seq
                    order by c.sealed desc limit 1), '-infinity')
                and not exists (
                    select from audit_chain c where c.tenant = a.tenant and c.seq = a.seq)
            order by a.seq limit %d\
            """
                    .formatted(AuditRow.COLUMNS, MOST);

    private static final String LINKS =
            """
            select %s, c.seq as sealed_seq, c.place, encode(c.hash, 'hex') as hash from audit_chain c
            left join audit a on a.tenant = c.tenant and a.seq = c.seq
            where c.tenant = ? and c.place > ? order by c.place limit %d\
            """
                    .formatted(AuditRow.COLUMNS, MOST);

    private final Database database;

    Chain(Database database) {
        this.database = database;
    }

    /// The end of a tenant's chain.
    private record End(long place, String hash) {
        static final End NONE = new End(0, BEGINNING);
    }

    /// A sealed place, and the row that should be there.
    private record Link(long place, long seq, String hash, @Nullable AuditRow row) {
        static Link read(ResultSet row) throws SQLException {
            var present = row.getString(1) != null;
            return new Link(
                    row.getLong("place"),
                    row.getLong("sealed_seq"),
                    row.getString("hash"),
                    present ? AuditRow.read(row) : null);
        }
    }

    /// Seals what is not sealed yet; gives how many rows that were.
    int seal() {
        return database.transaction(tx -> {
            var rows = Sql.all(tx, UNSEALED, AuditRow::read);
            Map<String, End> ends = new LinkedHashMap<>();
            for (var row : rows) {
                var before = ends.computeIfAbsent(row.tenant(), tenant -> end(tx, tenant));
                var next = new End(before.place + 1, row.hash(before.hash));
                append(tx, row, next);
                ends.put(row.tenant(), next);
            }
            return rows.size();
        });
    }

    private static void append(Transaction tx, AuditRow row, End end) {
        Sql.update(
                tx,
                "insert into audit_chain (tenant, place, seq, hash) values (?, ?, ?, decode(?, 'hex'))",
                row.tenant(),
                end.place,
                row.seq(),
                end.hash);
    }

    private static End end(Transaction tx, String tenant) {
        return Sql.first(
                        tx,
                        "select place, encode(hash, 'hex') from audit_chain where tenant = ? order by place desc"
                                + " limit 1",
                        row -> new End(row.getLong(1), row.getString(2)),
                        tenant)
                .orElse(End.NONE);
    }

    /// Reckons a tenant's chain again, up to the first row that does not fit.
    AuditChain verify(String tenant) {
        var end = End.NONE;
        for (var links = links(tenant, end); !links.isEmpty(); links = links(tenant, end)) {
            for (var link : links) {
                var flaw = flaw(end, link);
                if (flaw != null) {
                    return answer(tenant, end, new AuditChain.Break(link.seq, flaw));
                }
                end = new End(link.place, link.hash);
            }
        }
        return answer(tenant, end, null);
    }

    private List<Link> links(String tenant, End end) {
        return database.transaction(tx -> Sql.all(tx, LINKS, Link::read, tenant, end.place));
    }

    private static @Nullable String flaw(End before, Link link) {
        if (link.place != before.place + 1) {
            return "What was sealed before it is gone.";
        }
        if (link.row == null) {
            return "It is gone.";
        }
        return link.row.hash(before.hash).equals(link.hash) ? null : "It is not what was sealed.";
    }

    private AuditChain answer(String tenant, End end, AuditChain.@Nullable Break broken) {
        long waiting =
                database.transaction(tx ->
                        Sql.first(
                                        tx,
                                        "select (select count(*) from audit where tenant = ?) -"
                                                + " (select count(*) from audit_chain where tenant ="
                                                + " ?)",
                                        row -> row.getLong(1),
                                        tenant,
                                        tenant)
                                .orElse(0L));
        return new AuditChain(end.place, Math.max(0, waiting), end.hash, broken);
    }
}
