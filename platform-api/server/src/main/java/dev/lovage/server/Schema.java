package dev.lovage.server;

import jakarta.inject.Singleton;

import java.util.List;

/// Our tables in PostgreSQL, brought up to this version at the start or by a job; then what must be
/// in them.
@Singleton
final class Schema implements Requirement {
    static final String DEPENDENCY = "postgresql";

    private final Settings.Postgres settings;
    private final Database database;
    private final List<Seed> seeds;

    Schema(Settings.Postgres settings, Database database, List<Seed> seeds) {
        this.settings = settings;
        this.database = database;
        this.seeds = List.copyOf(seeds);
    }

    @Override
    public String dependency() {
        return DEPENDENCY;
    }

    @Override
    public void meet() {
        var migrations = new Migrations(settings.url(), settings.user(), settings.password(), 0);
        switch (settings.migrate()) {
            case START -> migrations.make();
            case WAIT -> migrations.awaited();
        }
        seeds.forEach(Seed::plant);
    }

    @Override
    public void probe() {
        database.transaction(transaction -> {
            try (var statement = transaction.connection().createStatement()) {
                return statement.execute("select 1");
            }
        });
    }
}
