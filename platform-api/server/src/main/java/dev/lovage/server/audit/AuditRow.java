package dev.lovage.server.audit;

import dev.lovage.server.Digest;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// A row of the audit, as it is sealed.
///
/// @param seq its number, which says nothing about when it was committed
/// @param fields everything else in it, in the order of [#COLUMNS]
record AuditRow(String tenant, long seq, List<@Nullable String> fields) {
    /// Times in microseconds, as PostgreSQL keeps them.
    static final String COLUMNS =
            "a.tenant, a.seq, a.change, (extract(epoch from a.at) * 1000000)::bigint::text,"
                    + " a.actor, a.action, a.resource, a.outcome, a.reason";

    private static final int FIRST = 3;
    private static final int LAST = 9;

    static AuditRow read(ResultSet row) throws SQLException {
        var fields = new String[LAST - FIRST + 1];
        for (int i = FIRST; i <= LAST; i++) {
            fields[i - FIRST] = row.getString(i);
        }
        return new AuditRow(row.getString(1), row.getLong(2), Arrays.asList(fields));
    }

    /// In hex, over this row and the hash before it in the chain, which is empty at the beginning.
    String hash(String before) {
        return Digest.ofJson(Arrays.asList(before, tenant, seq, fields));
    }
}
