package dev.lovage.server.projection;

import dev.lovage.server.projection.Reading.Illegible;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Writes all at once; half by half when the database refuses some of it, down to what it refuses,
/// which is kept aside.
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

    /// What was written, but for `dead` records that are kept aside.
    record Applied(int dead, News news) {
        Applied and(Applied next) {
            return new Applied(dead + next.dead, news.and(next.news));
        }
    }

    Applied write(Connection connection, List<Reading> readings) throws SQLException {
        try {
            return attempt(connection, readings);
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            return readings.size() == 1
                    ? refused(connection, readings.getFirst(), e)
                    : halves(connection, readings);
        }
    }

    private Applied halves(Connection connection, List<Reading> readings) throws SQLException {
        int half = readings.size() / 2;
        return write(connection, readings.subList(0, half))
                .and(write(connection, readings.subList(half, readings.size())));
    }

    private Applied refused(Connection connection, Reading reading, SQLException reason)
            throws SQLException {
        var refused = new Illegible(reading.record(), String.valueOf(reason.getMessage()));
        return writing.write(connection, List.of(refused));
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
