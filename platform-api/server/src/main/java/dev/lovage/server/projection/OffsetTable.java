package dev.lovage.server.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
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

    /// Where these partitions stand, locked in order against every other reader until the
    /// transaction ends.
    static Map<Integer, Long> lock(
            Connection connection, String topic, Collection<Integer> partitions)
            throws SQLException {
        var sql =
                """
                select partition, next_offset from projector_offsets
                where topic = ? and partition = any (?) order by partition for update\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            statement.setArray(2, connection.createArrayOf("integer", partitions.toArray()));
            return positions(statement);
        }
    }

    /// Where a partition stands once a batch of it is applied.
    ///
    /// @param asOf what had happened until then is shown
    record Moved(int partition, long next, Instant asOf) {}

    /// Tells the live feed, once this is committed.
    static void advance(Connection connection, String topic, List<Moved> moved)
            throws SQLException {
        var sql =
                """
                with moved as (
                    update projector_offsets o set next_offset = n.next_offset, as_of = n.as_of
                    from unnest(?::int[], ?::bigint[], ?::text[]::timestamptz[])
                        as n (partition, next_offset, as_of)
                    where o.topic = ? and o.partition = n.partition
                    returning o.partition, o.next_offset)
                select pg_notify('lovage_projected', partition || ':' || next_offset) from moved
                where current_schema() <> 'lovage_rebuild'\
                """;
        var columns = new Columns<>(connection, moved);
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, columns.integer(Moved::partition));
            statement.setArray(2, columns.bigint(Moved::next));
            statement.setArray(3, columns.time(Moved::asOf));
            statement.setString(4, topic);
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
            return positions(statement);
        }
    }

    private static Map<Integer, Long> positions(PreparedStatement statement) throws SQLException {
        var positions = new TreeMap<Integer, Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                positions.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return positions;
    }
}
