package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.links.KafkaLink;
import dev.lovage.server.ApiException;
import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

@Timeout(120)
class ConsumerLoopIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final ARun run = ARun.named("census~1");
    private final ProjectorState state = new ProjectorState(Clock.systemUTC());
    @RegisterExtension private final Rig rig = new Rig(2);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;

    @Test
    void followsKafkaFromTheBeginningAndOn() throws Exception {
        topic.tell(run.started(1));
        try (var _ = started(database)) {
            await().atMost(SOON).until(() -> status().equals("RUNNING"));
            topic.tell(run.closed(2, RunState.SUCCEEDED, "r"));
            await().atMost(SOON).until(() -> status().equals("SUCCEEDED"));
        }
    }

    @Test
    void whatComesAfterADeathGoesOnFromThePositionInTheDatabase() throws Exception {
        try (var _ = started(database)) {
            topic.tell(run.changed(1, step(1, "do.0", StepState.QUEUED)));
            await().atMost(SOON).until(() -> status().equals("RUNNING"));
        }
        topic.tell(run.closed(2, RunState.SUCCEEDED, "r"));
        try (var _ = started(database)) {
            await().atMost(SOON).until(() -> status().equals("SUCCEEDED"));
        }

        assertThat(database.value("select version from runs")).isEqualTo("2");
        assertThat(database.value("select sum(next_offset) from projector_offsets")).isEqualTo("2");
    }

    @Test
    void aPositionMovedByAnotherIsFollowedInsteadOfWrittenOver() throws Exception {
        topic.tell(run.started(1));
        try (var _ = started(database)) {
            await().atMost(SOON).until(() -> status().equals("RUNNING"));
            // as another reader would have, that has applied everything in the meantime
            database.update("update projector_offsets set next_offset = 2 where next_offset = 1");
            topic.tell(run.closed(2, RunState.FAILED, "applied by the other already"));
            await().atMost(SOON).until(() -> state.view().fenced() > 0);
            topic.tell(run.closed(3, RunState.SUCCEEDED, "r"));
            await().atMost(SOON).until(() -> status().equals("SUCCEEDED"));
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
            await().atMost(SOON).until(() -> state.view().healthy());
            away.set(true);
            topic.tell(run.started(1), run.closed(2, RunState.SUCCEEDED, "r"));
            await().atMost(SOON).until(() -> !state.view().healthy());
            assertThat(state.view().waiting()).contains("PostgreSQL");
            away.set(false);
            await().atMost(SOON).until(() -> status().equals("SUCCEEDED"));
            await().atMost(SOON).until(() -> state.view().healthy());
        }

        assertThat(database.value("select version from runs")).isEqualTo("2");
    }

    @Test
    void refusesAnotherNumberOfPartitionsThanItHasProjected() {
        database.update(
                "insert into projector_offsets (topic, partition, next_offset, as_of)"
                        + " values (?, 0, 0, now())",
                topic.kafka.topic("runs"));
        try (var _ = started(database)) {
            await().atMost(SOON)
                    .until(() -> ("" + state.view().waiting()).contains("lovage admin rebuild"));
        }
    }

    @Test
    void whileKafkaIsAwayItSaysSo() {
        var nowhere =
                new Settings.Kafka(
                        "127.0.0.1:1", "none", 1, (short) 1, Duration.ofDays(1), KafkaLink.PLAIN);
        try (var _ = started(database, nowhere)) {
            await().atMost(SOON).until(() -> ("" + state.view().waiting()).contains("Kafka"));
            var since = state.view().turned();
            await().atMost(SOON).until(() -> state.view().turned().isAfter(since.plusSeconds(4)));
            assertThat(state.view().healthy()).isFalse();
        }
    }

    private Following started(Database database) {
        return started(database, topic.kafka);
    }

    private Following started(Database database, Settings.Kafka kafka) {
        var projection = new Projection(database, Clock.systemUTC(), _ -> {});
        return new Following(projection, kafka, () -> Consumers.ofRuns(kafka), state);
    }

    private String status() {
        return database.value("select coalesce(max(status::text), '') from runs");
    }
}
