package dev.lovage.server.run;

import dev.lovage.server.Database;
import dev.lovage.server.Settings;

import io.temporal.client.WorkflowClient;

import java.time.Clock;

/// The real things of this package, for tests in others.
public final class Engines {
    private Engines() {}

    public static RunEngine temporal(WorkflowClient client, Settings.Temporal settings) {
        return new TemporalRunEngine(client, settings);
    }

    public static RunStore postgres(Database database) {
        return new PostgresRunStore(database, Clock.systemUTC());
    }
}
