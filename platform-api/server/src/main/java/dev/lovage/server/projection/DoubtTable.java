package dev.lovage.server.projection;

import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Table `reconcile_queue`, as the projection fills it.
final class DoubtTable {
    private static final String UPSERT =
            """
            insert into reconcile_queue (accepted, tenant, run, reason)
            select * from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[])
            on conflict (accepted, tenant, run, reason) do update set at = excluded.at\
            """;

    private DoubtTable() {}

    /// Something is missing, and nobody knows of which runs. How many are open.
    static int addOpenRuns(Transaction tx) {
        return Sql.update(
                tx,
                """
                insert into reconcile_queue (accepted, tenant, run, reason)
                select accepted, tenant, run, 'gap' from runs where status < 'SUCCEEDED'
                order by accepted, tenant, run
                on conflict (accepted, tenant, run, reason) do update set at = excluded.at\
                """);
    }

    static void write(Connection connection, List<Doubt> doubts) throws SQLException {
        if (doubts.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, doubts);
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(1, columns.time(doubt -> doubt.run().accepted()));
            statement.setArray(2, columns.text(doubt -> doubt.run().tenant()));
            statement.setArray(3, columns.text(doubt -> doubt.run().run()));
            statement.setArray(4, columns.text(doubt -> doubt.reason().column()));
            statement.executeUpdate();
        }
    }
}
