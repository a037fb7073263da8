package dev.lovage.server.reconcile;

import dev.lovage.server.Settings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Makes one api at a time the one that reconciles: it holds an advisory lock, which goes with its
/// connection, and its connection goes with it.
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final int ANSWER_SECONDS = 2;

    private final Settings.Postgres settings;
    private @Nullable Connection connection;

    Leadership(Settings.Postgres settings) {
        this.settings = settings;
    }

    /// Whether it is ours now; tries to make it so.
    boolean held() {
        try {
            var known = connection;
            if (known != null && known.isValid(ANSWER_SECONDS)) {
                return true;
            }
            close();
            return acquired();
        } catch (SQLException e) {
            LOG.debug("No leadership without PostgreSQL: {}", e.getMessage());
            close();
            return false;
        }
    }

    private boolean acquired() throws SQLException {
        var fresh = connect();
        try (var statement = fresh.createStatement();
                var rows =
                        statement.executeQuery(
                                "select pg_try_advisory_lock(hashtext('lovage.reconciler'))")) {
            if (rows.next() && rows.getBoolean(1)) {
                LOG.info("This api reconciles now");
                connection = fresh;
                return true;
            }
        }
        fresh.close();
        return false;
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "lovage-reconciler");
        return DriverManager.getConnection(settings.url(), properties);
    }

    @Override
    public void close() {
        var known = connection;
        connection = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                LOG.debug("The leader's connection was gone already: {}", e.getMessage());
            }
        }
    }
}
