package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.links.KafkaLink;
import dev.lovage.server.ApiException;
import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

@Timeout(120)
class ConsumerLoopIT {
    private final ARun run = ARun.named("census~1");
    private final ProjectorState state = new ProjectorState(Clock.systemUTC());
    private OwnDatabase database;
    private OwnTopic topic;

    @BeforeEach
    void open() throws Exception {
        database = new OwnDatabase();
        topic = new OwnTopic(2);
    }

    @AfterEach
    void close() {
        topic.close();
        database.close();
    }

    @Test
    void followsKafkaFromTheBeginningAndOn() throws Exception {
        topic.tell(run.started(1));
        try (var _ = started(database)) {
            await(() -> status().equals("RUNNING"));
            topic.tell(run.closed(2, RunState.SUCCEEDED, "r"));
            await(() -> status().equals("SUCCEEDED"));
        }
    }

    @Test
    void whatComesAfterADeathGoesOnFromThePositionInTheDatabase() throws Exception {
        try (var _ = started(database)) {
            topic.tell(run.changed(1, step(1, "do.0", StepState.QUEUED)));
            await(() -> status().equals("RUNNING"));
        }
        topic.tell(run.closed(2, RunState.SUCCEEDED, "r"));
        try (var _ = started(database)) {
            await(() -> status().equals("SUCCEEDED"));
        }

        assertThat(database.value("select version from runs")).isEqualTo("2");
        assertThat(database.value("select sum(next_offset) from projector_offsets")).isEqualTo("2");
    }

    @Test
    void aPositionMovedByAnotherIsFollowedInsteadOfWrittenOver() throws Exception {
        topic.tell(run.started(1));
        try (var _ = started(database)) {
            await(() -> status().equals("RUNNING"));
            // as another reader would have, that has applied everything in the meantime
            database.update("update projector_offsets set next_offset = 2 where next_offset = 1");
            topic.tell(run.closed(2, RunState.FAILED, "applied by the other already"));
            await(() -> state.view().fenced() > 0);
            topic.tell(run.closed(3, RunState.SUCCEEDED, "r"));
            await(() -> status().equals("SUCCEEDED"));
        }

        assertThat(database.value("select seq from runs")).isEqualTo("3");
    }

    @Test
    void whilePostgresIsAwayItWaitsSaysSoAndLosesNothing() throws Exception {
        var away = new AtomicBoolean();
        Database flaky =
                new Database() {
                    @Override
                    public <T> T transaction(Work<T> work) {
                        if (away.get()) {
                            throw ApiException.unavailable("PostgreSQL", null);
                        }
                        return database.transaction(work);
                    }
                };
        try (var _ = started(flaky)) {
            await(() -> state.view().healthy());
            away.set(true);
            topic.tell(run.started(1), run.closed(2, RunState.SUCCEEDED, "r"));
            await(() -> !state.view().healthy());
            assertThat(state.view().waiting()).contains("PostgreSQL");
            away.set(false);
            await(() -> status().equals("SUCCEEDED"));
            await(() -> state.view().healthy());
        }

        assertThat(database.value("select version from runs")).isEqualTo("2");
    }

    @Test
    void stopsWherePartOfTheTopicIsGoneAndReadsTheOthers() throws Exception {
        var other = inTheOtherPartition();
        topic.tell(run.started(1), other.started(1));
        try (var _ = started(database)) {
            await(() -> database.value("select count(*) from runs").equals("2"));
        }
        topic.tell(run.changed(2), run.changed(3), other.changed(2));
        topic.deleteUpTo(partitionOf(run), 2);
        try (var _ = started(database)) {
            await(() -> !state.view().stopped().isEmpty());
            await(() -> seq(other).equals("2"));
            assertThat(state.view().healthy()).isFalse();
        }

        assertThat(seq(run)).isEqualTo("1");
    }

    @Test
    void refusesAnotherNumberOfPartitionsThanItHasProjected() {
        database.update(
                "insert into projector_offsets (topic, partition, next_offset, as_of)"
                        + " values (?, 0, 0, now())",
                topic.kafka.topic("runs"));
        try (var _ = started(database)) {
            await(() -> ("" + state.view().waiting()).contains("lovage admin rebuild"));
        }
    }

    @Test
    void whileKafkaIsAwayItSaysSo() {
        var nowhere =
                new Settings.Kafka(
                        "127.0.0.1:1", "none", 1, (short) 1, Duration.ofDays(1), KafkaLink.PLAIN);
        try (var _ = started(database, nowhere)) {
            await(() -> ("" + state.view().waiting()).contains("Kafka"));
            var since = state.view().turned();
            await(() -> state.view().turned().isAfter(since.plusSeconds(4)));
            assertThat(state.view().healthy()).isFalse();
        }
    }

    private ConsumerLoop started(Database database) {
        return started(database, topic.kafka);
    }

    private ConsumerLoop started(Database database, Settings.Kafka kafka) {
        var projection = new Projection(database, Clock.systemUTC(), _ -> {});
        var loop =
                new ConsumerLoop(
                        "projection",
                        () -> Consumers.ofRuns(kafka),
                        c -> Reader.of(c, kafka.topic("runs"), projection, state, Following.PACE),
                        state);
        loop.start();
        return loop;
    }

    private ARun inTheOtherPartition() {
        return IntStream.range(2, 100)
                .mapToObj(number -> ARun.named("census~" + number))
                .filter(other -> partitionOf(other) != partitionOf(run))
                .findFirst()
                .orElseThrow();
    }

    private static int partitionOf(ARun run) {
        var key = run.subject().run().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 2;
    }

    private String seq(ARun run) {
        return database.value("select seq from runs where run = ?", run.subject().run());
    }

    private String status() {
        return database.value("select coalesce(max(status::text), '') from runs");
    }

    /// Looks again and again, for at most 40 seconds.
    private static void await(BooleanSupplier condition) {
        var until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
