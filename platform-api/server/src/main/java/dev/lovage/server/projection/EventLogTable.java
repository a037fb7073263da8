package dev.lovage.server.projection;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.server.projection.Reading.Legible;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Table `event_log`, written: each event once, with what it said, as long as its day is kept.
final class EventLogTable {
    private static final String INSERT =
            """
            insert into event_log (tenant, run, at, seq, id, type, data)
            select e.* from unnest(?::text[], ?::text[], ?::text[]::timestamptz[], ?::bigint[],
                ?::text[], ?::text[], ?::text[]) as e (tenant, run, at, seq, id, type, data)
            where at >= (select since from event_log_kept)
            on conflict do nothing\
            """;

    private EventLogTable() {}

    static void write(Connection connection, List<Reading> readings) throws SQLException {
        var events =
                readings.stream()
                        .filter(Legible.class::isInstance)
                        .map(Legible.class::cast)
                        .toList();
        if (events.isEmpty()) {
            return;
        }
        var columns = new Columns<>(connection, events);
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setArray(1, columns.text(e -> e.event().subject().tenant()));
            statement.setArray(2, columns.text(e -> e.event().subject().run()));
            statement.setArray(3, columns.time(e -> e.event().at()));
            statement.setArray(4, columns.bigint(e -> seq(e.event())));
            statement.setArray(5, columns.text(e -> attribute(e.record(), "ce_id")));
            statement.setArray(6, columns.text(e -> attribute(e.record(), "ce_type")));
            statement.setArray(7, columns.text(e -> utf8(e.record().value())));
            statement.executeUpdate();
        }
    }

    private static long seq(RunEvent event) {
        return switch (event) {
            case Started started -> started.seq();
            case Changed changed -> changed.seq();
            case Closed closed -> closed.seq();
            case Confirmed _ -> 0;
        };
    }

    /// Without it the record would not have been legible.
    private static String attribute(ConsumerRecord<byte[], byte[]> record, String name) {
        return utf8(record.headers().lastHeader(name).value());
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
