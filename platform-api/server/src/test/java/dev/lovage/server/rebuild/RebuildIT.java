package dev.lovage.server.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Rebuild.Result;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.projection.ALife;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.Following;
import dev.lovage.server.projection.OwnTopic;
import dev.lovage.server.projection.Projection;
import dev.lovage.server.run.AcceptedRun;
import dev.lovage.server.run.Engines;
import dev.lovage.server.run.RunKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(240)
class RebuildIT {
    private static final int RUNS = 300;

    private final Random random = new Random(7);
    private OwnDatabase database;
    private OwnTopic topic;

    @BeforeEach
    void open() throws Exception {
        database = new OwnDatabase();
        topic = new OwnTopic(1);
    }

    @AfterEach
    void close() {
        topic.close();
        database.close();
    }

    @Test
    void underLoadItMakesTheSameRowsAndNobodySeesFewer() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            accept("past~" + run);
            tell(ALife.of(ARun.named("past~" + run), random));
        }
        accept("waiting~1");
        try (var _ = new Following(database, topic.kafka)) {
            await().atMost(Duration.ofSeconds(60)).until(this::isCurrent);
            var over = new AtomicBoolean();
            var told = CompletableFuture.supplyAsync(() -> tellUntil(over));
            var least = CompletableFuture.supplyAsync(() -> leastUntil(over));
            var result = rebuilt();
            over.set(true);

            assertThat(told.join()).isPositive();
            assertThat(least.join()).isGreaterThan(RUNS);
            assertThat(result.changed()).isZero();
            assertThat(result.runs()).isGreaterThan(RUNS);
            await().atMost(Duration.ofSeconds(60)).until(this::isCurrent);
        }

        assertThat(kept()).isEqualTo(RUNS + 1 + " " + (RUNS + 1));
        assertThat(
                        database.value(
                                "select count(*) from (table run_counts except"
                                        + " select runs, hour, status, took, tenant, definition"
                                        + " from counted_runs) other where runs <> 0"))
                .isEqualTo("0");
        assertThat(fromScratch()).isEqualTo(hash("where version > 0"));
        assertThat(rebuilt().hash()).isEqualTo(hash(""));
    }

    @Test
    void whatKafkaNoLongerHasStays() throws Exception {
        var gone = ARun.named("gone~1");
        try (var _ = new Following(database, topic.kafka)) {
            tell(ALife.of(gone, random));
            await().atMost(Duration.ofSeconds(60)).until(this::isCurrent);
        }
        var before = database.value("select count(*) from steps");
        var run = ARun.named("half~1");
        topic.tell(run.started(1), run.changed(2), run.changed(3));
        topic.deleteUpTo(0, topic.end(0) - 1);
        try (var following = new Following(database, topic.kafka)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> following.gaps() == 1);
            var result = rebuilt();

            assertThat(result.runs()).isEqualTo(2);
            assertThat(result.changed()).isZero();
            topic.tell(run.closed(4, RunState.SUCCEEDED, "r"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> status("half~1").equals("SUCCEEDED"));
        }

        assertThat(database.value("select count(*) from steps")).isEqualTo(before);
        assertThat(database.value("select count(*) from runs where run = 'gone~1'")).isEqualTo("1");
    }

    @Test
    void aRowThatIsWrongIsMended() throws Exception {
        var run = ARun.named("wrong~1");
        try (var _ = new Following(database, topic.kafka)) {
            topic.tell(run.started(1), run.closed(2, RunState.SUCCEEDED, "r"));
            await().atMost(Duration.ofSeconds(60)).until(this::isCurrent);
        }
        database.update("update runs set status = 'FAILED'");

        assertThat(rebuilt().changed()).isEqualTo(1);
        assertThat(status("wrong~1")).isEqualTo("SUCCEEDED");
        assertThat(
                        database.value(
                                "select count(*) from pg_namespace where nspname like 'lovage_%'"))
                .isEqualTo("0");
    }

    private Result rebuilt() {
        return Rebuilt.of(database.settings(), topic.kafka, () -> {});
    }

    /// What the same events give in an empty read model.
    private String fromScratch() {
        try (var empty = new OwnDatabase();
                var replay = new Replay(topic.kafka)) {
            var projection = Projection.again(empty, Clock.systemUTC());
            var _ = projection.positions(replay.topic(), replay.beginnings());
            replay.to(replay.ends(), projection, () -> {});
            return empty.value("select read_model_hash()");
        }
    }

    private String hash(String which) {
        if (!which.isEmpty()) {
            database.update("delete from runs where version = 0");
        }
        return database.value("select read_model_hash()");
    }

    private void accept(String run) {
        var about =
                new AcceptedRun(
                        new RunKey("default", run, ARun.named(run).subject().accepted()),
                        "t-" + run,
                        "census",
                        3,
                        "media",
                        List.of("big"),
                        new RunInput.Origin("cli", null),
                        new Payload.Inline("input"));
        database.transaction(tx -> {
            Engines.postgres(database).accepted(tx, about);
            return about;
        });
    }

    private String kept() {
        return database.value(
                "select count(*) filter (where tags = '{big}') || ' '"
                        + " || count(*) filter (where input::text = '{\"value\":\"input\"}')"
                        + " from runs");
    }

    private void tell(List<RunEvent> events) throws Exception {
        topic.tell(events.toArray(RunEvent[]::new));
    }

    /// As fast as the read model follows: of what is told faster, no rebuild sees the end.
    private int tellUntil(AtomicBoolean over) {
        try {
            int told = 0;
            for (; !over.get() || told == 0; told++) {
                tell(ALife.of(ARun.named("now~" + told), new Random(told)));
                await().atMost(Duration.ofSeconds(60)).until(this::isCurrent);
            }
            return told;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int leastUntil(AtomicBoolean over) {
        int least = Integer.MAX_VALUE;
        do {
            least = Math.min(least, Integer.parseInt(database.value("select count(*) from runs")));
        } while (!over.get());
        return least;
    }

    private boolean isCurrent() throws Exception {
        return topic.isRead(database);
    }

    private String status(String run) {
        return database.value("select status from runs where run = ?", run);
    }
}
