package dev.lovage.server;

import dev.lovage.local.Stack;
import dev.lovage.server.Settings.Postgres.Migrate;

import org.flywaydb.core.Flyway;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/// A database of a test's own, with all our tables, gone when the test is.
public final class OwnDatabase implements Database, AutoCloseable {
    private final Stack.Database server = Stack.shared().postgres();
    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final PooledDatabase pool;

    public OwnDatabase() {
        administer("create database " + name);
        var settings = settings();
        Flyway.configure(getClass().getClassLoader())
                .dataSource(settings.url(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        pool = new PooledDatabase(settings, name, 4, Duration.ofSeconds(30));
    }

    public Settings.Postgres settings() {
        var url = server.url().replaceFirst("/[^/]+$", "/" + name);
        return new Settings.Postgres(url, server.user(), server.password(), 4, Migrate.START);
    }

    @Override
    public <T> T transaction(Work<T> work) {
        return pool.transaction(work);
    }

    /// One value, as text.
    public String value(String sql, Object... values) {
        return transaction(
                tx -> Sql.first(tx, sql, row -> "" + row.getString(1), values).orElseThrow());
    }

    public int update(String sql, Object... values) {
        return transaction(tx -> Sql.update(tx, sql, values));
    }

    @Override
    public void close() {
        pool.close();
        drop(name);
    }

    /// `with (force)` would refuse while an autovacuum, which is not ours to end, is at work there;
    /// without it the server ends that itself.
    private void drop(String name) {
        administer(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s' and usename = current_user"
                        .formatted(name));
        administer("drop database " + name);
    }

    private void administer(String sql) {
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's database: " + sql, e);
        }
    }
}
