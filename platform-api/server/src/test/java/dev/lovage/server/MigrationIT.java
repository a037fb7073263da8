package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

class MigrationIT {
    private final Stack.Database server = Stack.shared().postgres();
    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final String url = server.url().replaceFirst("/[^/]+$", "/" + name);

    @BeforeEach
    void createDatabase() throws SQLException {
        administer("create database " + name);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        administer("drop database " + name);
    }

    @Test
    void theJobMakesWhatAnApiThatWaitsIsWaitingFor() {
        var migrations = new Migrations(url, server.user(), server.password(), 0);
        assertThatThrownBy(migrations::awaited)
                .hasMessageContaining("lacks migration")
                .hasMessageContaining("lovage.database.migrate is wait");

        Migration.main(
                new String[] {
                    "-lovage.database.url=" + url,
                    "-lovage.database.user=" + server.user(),
                    "-lovage.database.password=" + server.password()
                });

        assertThatCode(migrations::awaited).doesNotThrowAnyException();
    }

    @Test
    void theJobRefusesAKeyThatNobodyKnows() {
        assertThatThrownBy(() -> Migration.main(new String[] {"-lovage.databse.url=" + url}))
                .hasMessageContaining("did you mean lovage.database.url?");
    }

    private void administer(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
