package dev.lovage.server.event;

import dev.lovage.server.Database;
import dev.lovage.server.Settings;
import dev.lovage.server.Sql;

import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Table `event_log`: always the events of one run, by its index; and the days it keeps.
@Singleton
public final class EventLog {
    private static final String PAGE =
            """
            select at, seq, id, type, data from event_log
            where tenant = ? and run = ? and (at, seq, id) %s (?, ?, ?)
            order by at %2$s, seq %2$s, id %2$s limit ?\
            """;

    private final Database database;
    private final Settings.EventLog settings;

    public EventLog(Database database, Settings.EventLog settings) {
        this.database = database;
        this.settings = settings;
    }

    /// Where an event stands among those of its run.
    ///
    /// @param seq of the last transition in it; 0 where it has none
    record Place(Instant at, long seq, String id) {
        static final Place BEFORE = new Place(Instant.EPOCH, 0, "");
        static final Place BEHIND = new Place(Instant.parse("9999-01-01T00:00:00Z"), 0, "");
    }

    /// @param data JSON, as it came
    record Row(Place place, String type, String data) {}

    /// At most `size` events after a place, oldest first.
    List<Row> after(String tenant, String run, Place place, int size) {
        return page(PAGE.formatted(">", "asc"), tenant, run, place, size);
    }

    /// At most `size` events before a place, newest first.
    List<Row> before(String tenant, String run, Place place, int size) {
        return page(PAGE.formatted("<", "desc"), tenant, run, place, size);
    }

    private List<Row> page(String sql, String tenant, String run, Place place, int size) {
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        sql,
                        EventLog::row,
                        tenant,
                        run,
                        place.at(),
                        place.seq(),
                        place.id(),
                        size));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Place(Sql.instant(row, "at"), row.getLong("seq"), row.getString("id")),
                row.getString("type"),
                row.getString("data"));
    }

    /// Makes room for the days to come, and lets go of those older than the retention.
    public void keep() {
        database.transaction(tx ->
                Sql.all(
                        tx,
                        "select keep_event_log(make_interval(secs => ?))",
                        _ -> true,
                        (double) settings.retention().toSeconds()));
    }
}
