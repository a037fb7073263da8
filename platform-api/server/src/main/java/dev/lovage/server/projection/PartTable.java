package dev.lovage.server.projection;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.server.run.RunKey;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Table `run_parts`: the counts of parts, which have no rows of their own.
final class PartTable {
    private static final String LOCK =
            """
            select accepted, tenant, run, part, temporal_run, epoch, seq from run_parts
            where (accepted, tenant, run, part) in (
                select * from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[]))
            order by accepted, tenant, run, part for update\
            """;

    private static final String UPSERT =
            """
            insert into run_parts as p (accepted, tenant, run, part, temporal_run, epoch, seq)
            select * from unnest(?::text[]::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::bigint[], ?::bigint[])
            on conflict (accepted, tenant, run, part) do update set
                temporal_run = excluded.temporal_run, epoch = excluded.epoch, seq = excluded.seq
            where (p.epoch, p.seq) < (excluded.epoch, excluded.seq)\
            """;

    private PartTable() {}

    /// A part of a run.
    record Part(RunKey run, String name) {
        static final Comparator<Part> ORDER =
                Comparator.comparing(Part::run, Fold.ORDER).thenComparing(Part::name);

        /// Of a subject that is one.
        static Part of(Subject subject) {
            return new Part(RunHead.key(subject), Objects.requireNonNull(subject.part()));
        }
    }

    /// The counts there are, locked in order.
    static Map<Part, Count> lock(Connection connection, Collection<Part> parts)
            throws SQLException {
        var counts = new HashMap<Part, Count>();
        if (parts.isEmpty()) {
            return counts;
        }
        var columns = new Columns<>(connection, parts.stream().sorted(Part.ORDER).toList());
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, columns.time(part -> part.run().accepted()));
            statement.setArray(2, columns.text(part -> part.run().tenant()));
            statement.setArray(3, columns.text(part -> part.run().run()));
            statement.setArray(4, columns.text(Part::name));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var accepted = rows.getObject("accepted", OffsetDateTime.class).toInstant();
                    var run = new RunKey(rows.getString("tenant"), rows.getString("run"), accepted);
                    counts.put(
                            new Part(run, rows.getString("part")),
                            new Count(
                                    rows.getString("temporal_run"),
                                    rows.getLong("epoch"),
                                    rows.getLong("seq")));
                }
            }
        }
        return counts;
    }

    static void write(Connection connection, Map<Part, Count> counts) throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        var columns =
                new Columns<>(
                        connection,
                        counts.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey(Part.ORDER))
                                .toList());
        try (var statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(1, columns.time(row -> row.getKey().run().accepted()));
            statement.setArray(2, columns.text(row -> row.getKey().run().tenant()));
            statement.setArray(3, columns.text(row -> row.getKey().run().run()));
            statement.setArray(4, columns.text(row -> row.getKey().name()));
            statement.setArray(5, columns.text(row -> row.getValue().temporalRun()));
            statement.setArray(6, columns.bigint(row -> row.getValue().epoch()));
            statement.setArray(7, columns.bigint(row -> row.getValue().seq()));
            statement.executeUpdate();
        }
    }
}
