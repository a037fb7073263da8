package dev.lovage.server.rebuild;

import dev.lovage.server.ApiException;
import dev.lovage.server.Database;
import dev.lovage.server.Settings;
import dev.lovage.server.Sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// One connection of a rebuild's own: what it does takes longer than any pool allows.
final class Session implements Database, AutoCloseable {
    /// Of one statement: filling in, exchanging and comparing millions of rows.
    private static final String SILENCE_SECONDS = "3600";

    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// @param options of the server's, such as `-c search_path=beside`
    static Session open(Settings.Postgres settings, String options) {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", SILENCE_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "lovage-rebuild");
        properties.setProperty("options", options);
        try {
            var connection = DriverManager.getConnection(settings.url(), properties);
            connection.setAutoCommit(false);
            return new Session(connection);
        } catch (SQLException e) {
            throw ApiException.unavailable("PostgreSQL", e);
        }
    }

    /// Makes it the only one that holds this lock, as long as it lasts; false when another does.
    boolean alone(String lock) {
        return transaction(tx ->
                Sql.first(
                                tx,
                                "select pg_try_advisory_lock(hashtext(?))",
                                row -> row.getBoolean(1),
                                lock)
                        .orElseThrow());
    }

    /// Whether it lasts, and with it what it holds.
    ///
    /// @throws RuntimeException when it does not
    void check() {
        transaction(tx -> Sql.all(tx, "select 1", row -> row.getInt(1)));
    }

    @Override
    public <T> T transaction(Work<T> work) {
        try {
            var result = work.in(() -> connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack();
            throw new Refused(e);
        } catch (Sql.Refused e) {
            rollBack();
            throw new Refused(e.reason());
        } catch (RuntimeException e) {
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // what made us roll back is what gets reported
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // it was gone already
        }
    }

    /// What PostgreSQL said no to.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String state;

        Refused(SQLException reason) {
            super("PostgreSQL refused: " + reason.getMessage(), reason);
            state = String.valueOf(reason.getSQLState());
        }

        /// A lock that was not to be had in time, or only at the cost of another's: worth another
        /// try.
        boolean isAboutLocks() {
            return state.equals("55P03") || state.equals("40P01");
        }
    }
}
