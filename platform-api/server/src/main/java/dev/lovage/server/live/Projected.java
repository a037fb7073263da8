package dev.lovage.server.live;

import dev.lovage.events.RunEvent;
import dev.lovage.server.Settings;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/// How far the read model has come, as PostgreSQL says: by its notifications, and every two seconds
/// by a look, since a notification can be lost.
///
/// It has a connection of its own, straight to PostgreSQL: a pool in between would not hand
/// notifications on.
final class Projected {
    private static final Logger LOG = LoggerFactory.getLogger(Projected.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(10);

    private final Settings.Postgres settings;
    private final String topic;
    private final Consumer<@Nullable Positions> told;
    private final Waiting waiting;
    private final Consumer<RunEvent> found;
    private @Nullable Positions known;
    private long looked = System.nanoTime();

    /// @param told of every change; of nothing when PostgreSQL is away for long
    /// @param found is told of what no record of the topic tells: runs that wait for a worker, and
    ///   what workers say of attempts
    Projected(
            Settings.Postgres settings,
            String topic,
            Consumer<@Nullable Positions> told,
            Waiting waiting,
            Consumer<RunEvent> found) {
        this.settings = settings;
        this.topic = topic;
        this.told = told;
        this.waiting = waiting;
        this.found = found;
    }

    /// Listens until its thread is interrupted.
    void run() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = connect()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) { // whatever it is, it is looked for again
                LOG.debug("PostgreSQL does not notify: {}", e.getMessage());
                if (System.nanoTime() - looked > AWAY.toNanos()) {
                    tell(null);
                }
            }
            Thread.sleep(LOOK.dividedBy(4));
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen lovage_projected");
            statement.execute("listen lovage_attempts");
        }
        look(connection);
        var notifying = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            long left = LOOK.toMillis() - (System.nanoTime() - looked) / 1_000_000;
            var notices = notifying.getNotifications(Math.toIntExact(Math.max(1, left)));
            for (var notice : notices) {
                if (notice.getName().equals("lovage_attempts")) {
                    Attempts.of(notice.getParameter()).forEach(found);
                } else {
                    hear(notice.getParameter());
                }
            }
            if (System.nanoTime() - looked >= LOOK.toNanos()) {
                look(connection);
            }
        }
    }

    /// `partition:nextOffset`; what is anything else is left to the next look.
    private void hear(String words) {
        var here = known;
        var parts = words.split(":", 2);
        try {
            int partition = Integer.parseInt(parts[0]);
            long next = Long.parseLong(parts[1]);
            if (here != null && partition < here.partitions() && here.of(partition) < next) {
                tell(here.with(partition, next));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            LOG.warn("A notification that is no position: {}", words);
        }
    }

    private void look(Connection connection) throws SQLException {
        var sql = "select partition, next_offset from projector_offsets where topic = ?";
        Map<Integer, Long> stored = new TreeMap<>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, topic);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        looked = System.nanoTime();
        if (!stored.isEmpty()) {
            tell(Positions.of(stored));
        }
        waiting.look(connection).forEach(found);
    }

    private void tell(@Nullable Positions now) {
        if (!Objects.equals(now, known)) {
            known = now;
            told.accept(now);
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "lovage-feed");
        return DriverManager.getConnection(settings.url(), properties);
    }
}
