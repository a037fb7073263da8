package dev.lovage.chaos;

import dev.lovage.chaos.check.World.Shown;
import dev.lovage.chaos.check.World.Trail;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// PostgreSQL as it is, past the api; also what someone with its password can do to it.
record ReadModel(Stack.Database database) {
    private static final String ROWS =
            "select run, status, tags, generation, epoch, seq from runs where tenant = 'default'";
    private static final String CHANGED = ROWS + " and greatest(accepted, started, ended) >= ?";

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.url() + "?connectTimeout=5&socketTimeout=60",
                database.user(),
                database.password());
    }

    /// Reads the row that the cursor stands on.
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Row<T> row, Object... values) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var all = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.read(rows));
                }
            }
            return all;
        }
    }

    /// Whether all of these are shown as ended.
    boolean ended(Set<String> some) throws SQLException {
        return rows().stream()
                        .filter(row -> some.contains(row.run()) && row.state().ended())
                        .count()
                == some.size();
    }

    List<Shown> rows() throws SQLException {
        return all(ROWS, ReadModel::shown);
    }

    /// Those that began or ended since then.
    List<Shown> since(Instant moment) throws SQLException {
        return all(CHANGED, ReadModel::shown, java.sql.Timestamp.from(moment));
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                row.getString("run"),
                RunState.valueOf(row.getString("status")),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getInt("generation"),
                row.getLong("epoch"),
                row.getLong("seq"));
    }

    /// How many changes have no outcome yet.
    long openChanges() throws SQLException {
        return all(
                        "select count(*) from audit asked where outcome = 'requested' and not exists"
                                + " (select from audit told where told.tenant = asked.tenant and"
                                + " told.change = asked.change and told.outcome <> 'requested')",
                        row -> row.getLong(1))
                .getFirst();
    }

    List<Trail.Line> audit() throws SQLException {
        return all(
                "select change, action, resource, outcome from audit where tenant = 'default'"
                        + " order by seq",
                row ->
                        new Trail.Line(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)));
    }

    /// Up to where each partition of the topic of runs is applied.
    Map<Integer, Long> offsets() throws SQLException {
        var offsets = new HashMap<Integer, Long>();
        all(
                        "select partition, next_offset from projector_offsets where topic ="
                                + " 'lovage.runs'",
                        row -> Map.entry(row.getInt(1), row.getLong(2)))
                .forEach(one -> offsets.put(one.getKey(), one.getValue()));
        return offsets;
    }

    /// Ends every connection of the api; PostgreSQL's own workers are none.
    void terminateBackends() throws SQLException {
        all(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                        + " current_database() and pid <> pg_backend_pid() and backend_type = 'client"
                        + " backend'",
                row -> row.getBoolean(1));
    }

    /// Holds a lock on the rows of runs, which nobody else writes meanwhile.
    void lock(Duration held) throws SQLException {
        lock("runs in exclusive mode", held);
    }

    /// Holds a lock on the audit, which nobody else even reads meanwhile: whoever wants to change
    /// something waits with a connection in hand.
    void lockAudit(Duration held) throws SQLException {
        lock("audit in access exclusive mode", held);
    }

    private void lock(String table, Duration held) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table);
            statement.execute("select pg_sleep(" + held.toSeconds() + ")");
            connection.rollback();
        }
    }

    /// Who waits for what, for people.
    List<String> waits() throws SQLException {
        return all(
                "select pid, application_name, state, wait_event_type, wait_event,"
                        + " pg_blocking_pids(pid)::text, left(query, 100) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()",
                row -> {
                    var line = new StringBuilder();
                    for (int i = 1; i <= 7; i++) {
                        line.append(row.getString(i)).append(' ');
                    }
                    return line.toString();
                });
    }
}
