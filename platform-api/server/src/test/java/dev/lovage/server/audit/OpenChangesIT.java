package dev.lovage.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class OpenChangesIT {
    private static final Instant SOON = Instant.now().plusSeconds(120);

    private static void write(OwnDatabase database, String change, String action, String outcome) {
        database.update(
                "insert into audit (tenant, change, actor, action, resource, outcome) values"
                        + " ('default', ?, 'ann', ?, 'run/x', ?)",
                change,
                action,
                outcome);
    }

    private static String outcomes(OwnDatabase database, String change) {
        return database.value(
                "select string_agg(outcome, ' ' order by seq) from audit where change = ?", change);
    }

    @Test
    void closesWhatWasLeftOpenOnceAndWaitsForWhatIsUnderWay() {
        try (var database = new OwnDatabase()) {
            var changes = new OpenChanges(database, _ -> false);
            write(database, "lost", "run:start", "requested");
            write(database, "told", "run:cancel", "requested");
            write(database, "over", "run:start", "requested");
            write(database, "over", "run:start", "done");

            assertThat(changes.close(Instant.now())).isZero();
            assertThat(changes.close(SOON)).isEqualTo(2);
            assertThat(changes.close(SOON)).isZero();
            assertThat(outcomes(database, "lost")).isEqualTo("requested failed");
            assertThat(outcomes(database, "told")).isEqualTo("requested unknown");
            assertThat(outcomes(database, "over")).isEqualTo("requested done");
        }
    }
}
