package dev.lovage.server;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Statements with their values bound in order; rows read by a function.
///
/// Strings, numbers, booleans and bytes are bound as they are, an [Instant] as a timestamp, a
/// collection as `text[]`. What PostgreSQL refuses is a [Refused], which [Database] understands.
public final class Sql {
    private Sql() {}

    /// Runs a change; gives the number of rows it touched.
    public static int update(Transaction transaction, String sql, @Nullable Object... values) {
        try (var statement = bound(transaction.connection(), sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    /// Every row of a query.
    public static <T> List<T> all(
            Transaction transaction, String sql, Row<T> row, @Nullable Object... values) {
        try (var statement = bound(transaction.connection(), sql, values);
                var rows = statement.executeQuery()) {
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(row.read(rows));
            }
            return List.copyOf(read);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    /// The first row of a query, if there is one.
    public static <T> Optional<T> first(
            Transaction transaction, String sql, Row<T> row, @Nullable Object... values) {
        return all(transaction, sql, row, values).stream().findFirst();
    }

    /// The moment in a column that is never null.
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /// The strings in a `text[]` column that is never null.
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static PreparedStatement bound(
            Connection connection, String sql, @Nullable Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, value(connection, values[i]));
        }
        return statement;
    }

    private static @Nullable Object value(Connection connection, @Nullable Object value)
            throws SQLException {
        return switch (value) {
            case Instant instant -> Timestamp.from(instant);
            case Collection<?> texts -> connection.createArrayOf("text", texts.toArray());
            case null, default -> value;
        };
    }

    /// Reads the row that the cursor stands on.
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// What PostgreSQL, or the way to it, said no to.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException reason;

        Refused(SQLException reason) {
            super(reason.getMessage(), reason);
            this.reason = reason;
        }

        public SQLException reason() {
            return reason;
        }
    }
}
