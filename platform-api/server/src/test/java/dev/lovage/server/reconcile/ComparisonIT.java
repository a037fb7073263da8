package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.OwnDatabase;
import dev.lovage.server.run.Engines;

import org.junit.jupiter.api.Test;

class ComparisonIT {
    @Test
    void whatCountsRunsThatAreGoneGoesAsWell() {
        try (var database = new OwnDatabase()) {
            var comparison = new Comparison(database, Engines.postgres(database));
            database.update(
                    "insert into run_counts (runs, hour, status, took, tenant, definition)"
                            + " values (7, '2020-01-02T03:00Z', 'SUCCEEDED', 5, 'default', 'a')");
            comparison.partitions();
            assertThat(hours(database)).isEqualTo("1");

            database.update(
                    "insert into runs (accepted, tenant, run, definition, revision, temporal_run,"
                            + " version) values (now(), 'default', 'a~1', 'a', 1, 't', 1)");
            comparison.partitions();
            assertThat(hours(database)).isEqualTo("1");
            assertThat(database.value("select sum(runs) from run_counts")).isEqualTo("1");
        }
    }

    private static String hours(OwnDatabase database) {
        return database.value("select count(distinct hour) from run_counts");
    }
}
