package dev.lovage.server.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lovage.client.Rebuild;
import dev.lovage.client.Rebuild.Result;
import dev.lovage.events.RunEvent;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;
import dev.lovage.server.projection.ALife;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.Following;
import dev.lovage.server.projection.OwnTopic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Rebuilds that are cut off in the middle, while the projection goes on.
@Timeout(240)
class RebuildKilledIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Random random = new Random(5);
    private OwnDatabase database;
    private OwnTopic topic;
    private RebuildTable table;
    private Following following;
    private int runs;

    @BeforeEach
    void open() throws Exception {
        database = new OwnDatabase();
        topic = new OwnTopic(1);
        table = new RebuildTable(database);
        following = new Following(database, topic.kafka);
        goesOn();
    }

    @AfterEach
    void close() {
        following.close();
        topic.close();
        database.close();
    }

    @Test
    void killedWhileItReadsItLeavesTablesThatTheNextStartTakesAway() throws Exception {
        table.begin("ada");
        var process = started();
        var said = new ArrayList<String>();
        try (var output = process.inputReader()) {
            var _ = output.lines().peek(said::add).anyMatch(RebuildProcess.MIDDLE::equals);
        }
        assertThat(said).endsWith(RebuildProcess.MIDDLE);
        assertThat(state()).isEqualTo(Rebuild.State.RUNNING);
        Leftovers.takeAway(database.settings(), table);
        assertThat(left()).isEqualTo("2"); // of one that goes on

        assertThat(process.destroyForcibly().waitFor()).isNotZero();
        await().atMost(SOON).until(() -> state() == Rebuild.State.FAILED);
        goesOn();
        Leftovers.takeAway(database.settings(), table);

        assertThat(left()).isEqualTo("0");
        assertThat(database.value("select state from rebuilds")).isEqualTo("FAILED");
        assertThat(rebuilt().changed()).isZero();
    }

    @Test
    void cutOffWhileItExchangesItHasExchangedNothing() throws Exception {
        var rebuilding =
                database.transaction(tx -> {
                    Sql.update(tx, "lock table runs in row exclusive mode");
                    var begun = CompletableFuture.supplyAsync(this::rebuilt);
                    await().atMost(SOON).until(() -> ended("wait_event_type = 'Lock'") == 1);
                    return begun;
                });

        assertThatThrownBy(rebuilding::join).isInstanceOf(CompletionException.class);
        assertThat(left()).isEqualTo("2");
        goesOn();
        assertThat(rebuilt().changed()).isZero();
        assertThat(left()).isEqualTo("0");
    }

    @Test
    void whoHasLostTheLockExchangesNothing() throws Exception {
        var middle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first =
                CompletableFuture.supplyAsync(() ->
                        rebuilt(() -> {
                            middle.countDown();
                            waitFor(goOn);
                        }));
        waitFor(middle);
        assertThat(ended("pid in (select pid from pg_locks where locktype = 'advisory')"))
                .isEqualTo(1);
        assertThat(rebuilt().changed()).isZero();
        goesOn();
        goOn.countDown();

        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class);
        assertThat(left()).isEqualTo("0");
        assertThat(rebuilt().changed()).isZero();
    }

    /// More is told, and applied.
    private void goesOn() throws Exception {
        for (int i = 0; i < 20; i++) {
            var life = ALife.of(ARun.named("census~" + runs++), random);
            topic.tell(life.toArray(RunEvent[]::new));
        }
        await().atMost(SOON).until(() -> topic.isRead(database));
    }

    private Rebuild.State state() {
        return table.latest().orElseThrow().state();
    }

    /// Schemas that a rebuild made.
    private String left() {
        return database.value(
                "select count(*) from pg_namespace where nspname in ('lovage_rebuild',"
                        + " 'lovage_retired')");
    }

    /// Ends connections of the rebuild; how many.
    private int ended(String which) {
        return Integer.parseInt(
                database.value(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where application_name = 'lovage-rebuild'"
                                + " and datname = current_database() and "
                                + which));
    }

    private Result rebuilt() {
        return rebuilt(() -> {});
    }

    private Result rebuilt(Runnable progress) {
        return Rebuilt.of(database.settings(), topic.kafka, progress);
    }

    private Process started() throws Exception {
        var settings = database.settings();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RebuildProcess.class.getName(),
                        settings.url(),
                        settings.user(),
                        settings.password(),
                        topic.kafka.servers(),
                        topic.kafka.prefix())
                .redirectErrorStream(true)
                .start();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
