package dev.lovage.server.reconcile;

import dev.lovage.server.Settings;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/// Makes one api at a time the one that does something, such as reconciling: it holds an advisory
/// lock, which goes with its connection, and its connection goes with it.
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final int ANSWER_SECONDS = 2;

    private final Settings.Postgres settings;
    private final String name;
    private @Nullable Connection connection;

    /// @param name of what is done: of the lock, and of the channel where work is announced
    public Leadership(Settings.Postgres settings, String name) {
        this.settings = settings;
        this.name = name;
    }

    /// Whether it is ours now; tries to make it so.
    public boolean held() {
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
                                "select pg_try_advisory_lock(hashtext('%s'))".formatted(name))) {
            if (rows.next() && rows.getBoolean(1)) {
                LOG.info("This api leads {} now", name);
                statement.execute("listen \"" + name + "\"");
                connection = fresh;
                return true;
            }
        }
        fresh.close();
        return false;
    }

    /// Waits until work is announced, at most so long. False when none was, and it may still be
    /// ours.
    boolean hears(Duration patience) {
        var known = connection;
        if (known == null) {
            return true;
        }
        try {
            // nothing at all would be for ever
            var millis = Math.toIntExact(Math.max(1, patience.toMillis()));
            return known.unwrap(PGConnection.class).getNotifications(millis).length > 0;
        } catch (SQLException e) {
            LOG.debug("Nothing can be heard without PostgreSQL: {}", e.getMessage());
            return true;
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", name);
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
