package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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

    @Test
    void aLoopTurnsWhereItLeadsAtOnceWhenWorkIsAnnouncedAndWhateverATurnDoes() throws Exception {
        var turns = new Semaphore(0);
        var other = new Semaphore(0);
        try (var database = new OwnDatabase();
                var second = loop(database, other::release)) {
            try (var first =
                    loop(
                            database,
                            () -> {
                                turns.release();
                                throw new IllegalStateException("it has failed");
                            })) {
                first.start();
                assertThat(turns.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                second.start();

                database.value("select pg_notify('lovage.test', '')");
                assertThat(turns.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                assertThat(other.availablePermits()).isZero();
            }
            assertThat(other.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(turns.availablePermits()).isZero();
        }
    }

    private static LeaderLoop loop(OwnDatabase database, LeaderLoop.Work work) {
        return new LeaderLoop(database.settings(), "lovage.test", Duration.ofDays(1), work);
    }
}
