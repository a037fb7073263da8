package dev.lovage.server.live;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Finds runs that were accepted and that no worker has taken up within a second: nothing in Kafka
/// tells of them, and lists are to show them all the same.
final class Waiting {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int MOST = 500;

    private static final String NEW =
            """
            select accepted, tenant, run, definition, revision, temporal_run from runs
            where accepted > ? and accepted <= ? and version = 0
            order by accepted limit ?\
            """;

    private final Clock clock;
    private Instant looked;

    Waiting(Clock clock) {
        this.clock = clock;
        looked = clock.instant();
    }

    /// Those since the last look.
    List<RunEvent> look(Connection connection) throws SQLException {
        var until = clock.instant().minus(AT_ONCE);
        var found = new ArrayList<RunEvent>();
        try (var statement = connection.prepareStatement(NEW)) {
            statement.setObject(1, looked.atOffset(ZoneOffset.UTC));
            statement.setObject(2, until.atOffset(ZoneOffset.UTC));
            statement.setInt(3, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(waiting(rows));
                }
            }
        }
        looked = until;
        return found;
    }

    private static RunEvent waiting(ResultSet row) throws SQLException {
        var accepted = row.getObject("accepted", OffsetDateTime.class).toInstant();
        var subject =
                new Subject(
                        row.getString("tenant"),
                        row.getString("run"),
                        accepted,
                        row.getString("temporal_run"),
                        0,
                        null,
                        row.getString("definition"),
                        row.getInt("revision"));
        return new Changed(subject, 0, accepted, RunState.QUEUED, List.of());
    }
}
