package dev.lovage.server.projection;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Rows turned into one array for each column: any number of them goes into one statement.
record Columns<T>(Connection connection, List<T> rows) {

    Array text(Function<T, @Nullable String> column) throws SQLException {
        return array("text", rows.stream().map(column).toArray());
    }

    Array time(Function<T, @Nullable Instant> column) throws SQLException {
        return text(row -> {
            var time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    Array bigint(ToLongFunction<T> column) throws SQLException {
        return array("bigint", rows.stream().mapToLong(column).boxed().toArray());
    }

    Array integer(ToIntFunction<T> column) throws SQLException {
        return array("integer", rows.stream().mapToInt(column).boxed().toArray());
    }

    private Array array(String type, @Nullable Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
