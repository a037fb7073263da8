package dev.lovage.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.postgresql.util.PSQLState;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;

/// PostgreSQL through a pool that gives up after a second, so that a request never hangs on it.
@Singleton
final class PooledDatabase implements Database {
    private static final int PATIENCE_MS = 1_000;

    private final HikariDataSource pool;

    /// How long one answer of a server that has gone silent is waited for.
    private final int silenceMs;

    @Inject
    PooledDatabase(Settings.Postgres settings) {
        this(settings, "requests", settings.connections(), Duration.ofMillis(1_500));
    }

    /// @param patience with one statement
    PooledDatabase(Settings.Postgres settings, String name, int connections, Duration patience) {
        silenceMs = Math.toIntExact(patience.plusMillis(200).toMillis());
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setValidationTimeout(PATIENCE_MS / 2);
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("socketTimeout", String.valueOf(patience.toSeconds() + 1));
        config.addDataSourceProperty("options", "-c statement_timeout=" + patience.toMillis());
        config.addDataSourceProperty("ApplicationName", "lovage-api");
        pool = new HikariDataSource(config);
    }

    @Override
    public <T> T transaction(Work<T> work) {
        try (var connection = pool.getConnection()) {
            return committed(connection, work);
        } catch (SQLException e) {
            throw failure(e);
        } catch (Sql.Refused e) {
            throw failure(e.reason());
        }
    }

    private static RuntimeException failure(SQLException e) {
        return unreachable(e)
                ? ApiException.unavailable("PostgreSQL", e)
                : new IllegalStateException("PostgreSQL refused a statement", e);
    }

    private <T> T committed(Connection connection, Work<T> work) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, silenceMs);
        var done = false;
        try {
            var result = work.in(() -> connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    /// What made us roll back is what gets reported; a connection that cannot is thrown away.
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // the pool finds it broken
        }
    }

    /// Gone, restarting, full, read-only or too slow: all worth another try, none the caller's.
    private static boolean unreachable(SQLException e) {
        var state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state == null
                || PSQLState.isConnectionError(state)
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("25006");
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
