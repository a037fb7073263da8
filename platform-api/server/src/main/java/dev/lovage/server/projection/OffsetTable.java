package dev.lovage.server.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/// Table `projector_offsets`: where to read on, in each partition.
final class OffsetTable {
    private OffsetTable() {}

    /// Where to read on; a topic that was never read is read from `beginnings`.
    static Map<Integer, Long> positions(
            Connection connection, String topic, Map<Integer, Long> beginnings)
            throws SQLException {
        var stored = stored(connection, topic);
        if (!stored.isEmpty()) {
            return stored;
        }
        var sql =
                """
                insert into projector_offsets (topic, partition, next_offset, as_of)
                values (?, ?, ?, 'epoch') on conflict do nothing\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            for (var beginning : new TreeMap<>(beginnings).entrySet()) {
                statement.setString(1, topic);
                statement.setInt(2, beginning.getKey());
                statement.setLong(3, beginning.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return stored(connection, topic);
    }

    /// Locks the position against every other reader until the transaction ends.
    static long lock(Connection connection, String topic, int partition) throws SQLException {
        var sql =
                """
                select next_offset from projector_offsets
                where topic = ? and partition = ? for update\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setInt(2, partition);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }

    /// Tells the live feed, once this is committed.
    static void advance(Connection connection, Batch batch, Instant asOf) throws SQLException {
        var sql =
                """
                with moved as (
                    update projector_offsets set next_offset = ?, as_of = ?
                    where topic = ? and partition = ?
                    returning partition, next_offset)
                select pg_notify('lovage_projected', partition || ':' || next_offset) from moved
                where current_schema() <> 'lovage_rebuild'\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, batch.next());
            statement.setObject(2, asOf.atOffset(ZoneOffset.UTC));
            statement.setString(3, batch.topic());
            statement.setInt(4, batch.partition());
            statement.execute();
        }
    }

    /// Everything that Kafka has in these partitions was applied by `asOf`.
    static void caughtUp(
            Connection connection, String topic, Map<Integer, Long> positions, Instant asOf)
            throws SQLException {
        var sql =
                """
                update projector_offsets set as_of = ?
                where topic = ? and partition = ? and next_offset = ?\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            for (var position : new TreeMap<>(positions).entrySet()) {
                statement.setObject(1, asOf.atOffset(ZoneOffset.UTC));
                statement.setString(2, topic);
                statement.setInt(3, position.getKey());
                statement.setLong(4, position.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Map<Integer, Long> stored(Connection connection, String topic)
            throws SQLException {
        var sql = "select partition, next_offset from projector_offsets where topic = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            var positions = new TreeMap<Integer, Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return positions;
        }
    }
}
