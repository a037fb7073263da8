package dev.lovage.server.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Table `dead_events`: records that could not be applied, whole, with the reason.
final class DeadEvents {
    /// Nothing that a header or a reason may hold can make the row itself unwritable.
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DeadEvents() {}

    static void add(Connection connection, ConsumerRecord<byte[], byte[]> record, String reason)
            throws SQLException {
        var sql =
                """
                insert into dead_events
                    (topic, partition, record_offset, key, headers, value, reason)
                values (?, ?, ?, ?, ?::json, ?, ?) on conflict do nothing\
                """;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, record.topic());
            statement.setInt(2, record.partition());
            statement.setLong(3, record.offset());
            statement.setBytes(4, record.key());
            statement.setString(5, headers(record));
            statement.setBytes(6, record.value());
            statement.setString(7, reason.replace('\0', '?'));
            statement.executeUpdate();
        }
    }

    /// Those of the topic that had the name before this one: another has records at their places.
    static void setApart(Transaction transaction, Topic topic) {
        Sql.update(
                transaction,
                "update dead_events set topic = ? where topic = ?",
                topic.name() + "@before-" + topic.id(),
                topic.name());
    }

    /// Takes out a record. False when someone else has.
    static boolean remove(Connection connection, ConsumerRecord<byte[], byte[]> record)
            throws SQLException {
        var sql = "delete from dead_events where topic = ? and partition = ? and record_offset = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, record.topic());
            statement.setInt(2, record.partition());
            statement.setLong(3, record.offset());
            return statement.executeUpdate() > 0;
        }
    }

    /// Where a record stands among them all; the first ones follow on `FIRST`.
    record Place(String topic, int partition, long offset) {
        static final Place FIRST = new Place("", -1, -1);

        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(record.topic(), record.partition(), record.offset());
        }
    }

    /// The next records of a topic, and of those that had the name before it, as they were in
    /// Kafka.
    static List<ConsumerRecord<byte[], byte[]>> page(
            Transaction transaction, String topic, Place after, int size) {
        var sql =
                """
                select topic, partition, record_offset, at, key, headers, value from dead_events
                where split_part(topic, '@', 1) = ?
                    and (topic, partition, record_offset) > (?, ?, ?)
                order by topic, partition, record_offset limit ?\
                """;
        return Sql.all(
                transaction,
                sql,
                DeadEvents::record,
                topic,
                after.topic(),
                after.partition(),
                after.offset(),
                size);
    }

    private static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        return new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                Sql.instant(row, "at").toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.getBytes("key"),
                row.getBytes("value"),
                headers(row.getString("headers")),
                Optional.empty());
    }

    private static Headers headers(String json) {
        try {
            var headers = new RecordHeaders();
            for (var header : ASCII.readValue(json, new TypeReference<List<List<String>>>() {})) {
                headers.add(header.getFirst(), Base64.getDecoder().decode(header.getLast()));
            }
            return headers;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What was written as JSON can be read", e);
        }
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<List<String>>();
        for (var header : record.headers()) {
            var value = header.value() == null ? new byte[0] : header.value();
            headers.add(List.of(header.key(), Base64.getEncoder().encodeToString(value)));
        }
        try {
            return ASCII.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Strings can always be written as JSON", e);
        }
    }
}
