package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeadershipIT {
    @Test
    void oneApiLeadsAndAnotherFollowsWhenItsConnectionIsLost() {
        try (var database = new OwnDatabase();
                var first = new Leadership(database.settings(), "lovage.test");
                var second = new Leadership(database.settings(), "lovage.test")) {
            assertThat(first.held()).isTrue();
            assertThat(second.held()).isFalse();
            assertThat(first.held()).isTrue();

            database.value(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                            + " where application_name = 'lovage.test'"
                            + " and datname = current_database()");
            Await.until(second::held);
            assertThat(first.held()).isFalse();
        }
    }
}
