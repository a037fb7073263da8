package dev.lovage.server.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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
