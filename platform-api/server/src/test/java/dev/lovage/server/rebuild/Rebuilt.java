package dev.lovage.server.rebuild;

import static org.awaitility.Awaitility.await;

import dev.lovage.client.Rebuild.Result;
import dev.lovage.server.Settings;

import java.time.Clock;
import java.time.Duration;

/// A rebuild as the api does it, once nobody else is at it.
final class Rebuilt {
    private Rebuilt() {}

    /// @param progress whenever a rebuild tells how far it is
    static Result of(Settings.Postgres database, Settings.Kafka kafka, Runnable progress) {
        try (var session = Session.open(database, Rebuilding.OPTIONS)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> session.alone(RebuildTable.LOCK));
            try (var rebuilding =
                    new Rebuilding(
                            session, database, kafka, Clock.systemUTC(), _ -> progress.run())) {
                return rebuilding.run();
            }
        }
    }
}
