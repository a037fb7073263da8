package dev.lovage.server.projection;

import dev.lovage.server.projection.Projection.Outcome.Applied;
import dev.lovage.server.projection.Reading.Illegible;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes a batch at once; one by one when the database refuses some of it, so that the rest is
/// written and what was refused is known.
final class Salvage {
    private final Writing writing;

    Salvage(Writing writing) {
        this.writing = writing;
    }

    /// Writes what was read, in the connection's transaction.
    @FunctionalInterface
    interface Writing {
        Applied write(Connection connection, List<Reading> readings) throws SQLException;
    }

    Applied write(Connection connection, List<Reading> readings) throws SQLException {
        try {
            return attempt(connection, readings);
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            var all = new Applied(0, News.NONE);
            for (var reading : readings) {
                all = all.and(writeOne(connection, reading));
            }
            return all;
        }
    }

    private Applied writeOne(Connection connection, Reading reading) throws SQLException {
        try {
            return attempt(connection, List.of(reading));
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            var refused = new Illegible(reading.record(), String.valueOf(e.getMessage()));
            return writing.write(connection, List.of(refused));
        }
    }

    private Applied attempt(Connection connection, List<Reading> readings) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            var applied = writing.write(connection, readings);
            connection.releaseSavepoint(savepoint);
            return applied;
        } catch (SQLException e) {
            if (isAboutData(e)) {
                connection.rollback(savepoint);
            }
            throw e;
        }
    }

    /// Whether the values are at fault (data exception, constraint, program limit), which no
    /// repetition would mend.
    private static boolean isAboutData(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
