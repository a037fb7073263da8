package dev.lovage.server.projection;

import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What the read model holds, one line of text a row.
record Tables(OwnDatabase database) {
    List<String> runs() {
        return rows(
                "select concat_ws(' ', run, generation, seq, status, queue, result, counts)"
                        + " from runs order by run");
    }

    List<String> steps() {
        return rows(
                "select concat_ws(' ', path, seq, state, task, value) from steps"
                        + " order by run, path");
    }

    /// Every column but the number of events.
    List<String> table() {
        var all = new ArrayList<>(rows("select (to_jsonb(r) - 'version')::text from runs r"));
        all.addAll(rows("select to_jsonb(s)::text from steps s order by run, path"));
        return all;
    }

    List<String> rows(String sql) {
        return database.transaction(tx -> Sql.all(tx, sql, row -> row.getString(1)));
    }

    long commits() {
        database.value("select pg_stat_force_next_flush()");
        return Long.parseLong(
                database.value(
                        "select xact_commit from pg_stat_database where datname = current_database()"));
    }

    void vacuum() throws SQLException {
        var settings = database.settings();
        try (var connection =
                        DriverManager.getConnection(
                                settings.url(), settings.user(), settings.password());
                var statement = connection.createStatement()) {
            statement.execute("vacuum steps");
        }
    }
}
