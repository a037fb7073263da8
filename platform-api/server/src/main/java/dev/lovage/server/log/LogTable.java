package dev.lovage.server.log;

import dev.lovage.client.Log;
import dev.lovage.events.LogLine.Level;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;

import jakarta.inject.Singleton;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Table `logs`, read: always the lines of one run, by its index.
@Singleton
final class LogTable {
    static final String PAGE =
            """
            select * from logs
            where tenant = ? and run = ? and id %s ? and level >= cast(? as log_level)
                and (?::text is null or path = ? or path like ?)
                and (?::text is null or position(lower(?) in lower(message)) > 0)
            order by id %s limit ?\
            """;

    private final Database database;

    LogTable(Database database) {
        this.database = database;
    }

    /// Lines after this one, oldest first.
    List<Log> after(String tenant, String run, LogFilter filter, long id, int size) {
        return page(PAGE.formatted(">", "asc"), tenant, run, filter, id, size);
    }

    /// Lines before this one, newest first.
    List<Log> before(String tenant, String run, LogFilter filter, long id, int size) {
        return page(PAGE.formatted("<", "desc"), tenant, run, filter, id, size);
    }

    private List<Log> page(
            String sql, String tenant, String run, LogFilter filter, long id, int size) {
        return database.transaction(tx ->
                Sql.all(
                        tx,
                        sql,
                        LogTable::line,
                        tenant,
                        run,
                        id,
                        filter.level().name(),
                        filter.step(),
                        filter.step(),
                        filter.within(),
                        filter.q(),
                        filter.q(),
                        size));
    }

    /// How far each partition of the topic was read.
    Map<Integer, Long> offsets(String topic) {
        var sql = "select partition, next_offset from log_offsets where topic = ?";
        return database
                .transaction(tx ->
                        Sql.all(
                                tx,
                                sql,
                                row ->
                                        Map.entry(
                                                row.getInt("partition"),
                                                row.getLong("next_offset")),
                                topic))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Log line(ResultSet row) throws SQLException {
        return new Log(
                String.valueOf(row.getLong("id")),
                Sql.instant(row, "at"),
                Level.valueOf(row.getString("level")),
                row.getString("path"),
                row.getInt("attempt"),
                row.getString("logger"),
                row.getString("message"));
    }
}
