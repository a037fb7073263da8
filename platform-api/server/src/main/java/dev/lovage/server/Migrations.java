package dev.lovage.server;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps that bring our tables up to this version. Each leaves what the version before needs,
/// so that both can run beside each other.
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final Flyway flyway;

    /// @param tries to connect, two seconds between them
    Migrations(String url, String user, String password, int tries) {
        flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(url, user, password)
                        .locations("classpath:db/migration")
                        .connectRetries(tries)
                        .connectRetriesInterval(2)
                        .load();
    }

    void make() {
        LOG.info("schema: {} migrations made", flyway.migrate().migrationsExecuted);
    }

    /// Throws while somebody else has still to make some. Those of a newer version are no trouble.
    void awaited() {
        var pending = flyway.info().pending();
        if (pending.length > 0) {
            throw new IllegalStateException(
                    "the schema lacks migration "
                            + pending[0].getVersion()
                            + ", which is made elsewhere (lovage.database.migrate is wait)");
        }
    }
}
