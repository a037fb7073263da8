package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunState;
import dev.lovage.server.OwnDatabase;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What Kafka has lost before it was read: the rest is read all the same, it is said loudly, and
/// the reconciler asks Temporal.
@Timeout(180)
class GapIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ARun run = ARun.named("census~1");
    @RegisterExtension private final Rig rig = new Rig(2);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;
    private final Tables tables = rig.tables;

    @Test
    void whatRetentionTookFromAStalledReaderIsSkippedAndEveryOpenRunIsDoubted() throws Exception {
        var other = inTheOtherPartition();
        var ended = ARun.named("ended~1");
        topic.tell(run.started(1), other.started(1));
        topic.tell(ended.started(1), ended.closed(2, RunState.SUCCEEDED, "r"));
        try (var following = rig.read()) {
            assertThat(following.gaps()).isZero();
        }
        topic.tell(run.changed(2), run.changed(3), other.changed(2));
        topic.deleteUpTo(partitionOf(run), topic.end(partitionOf(run)) - 1);
        try (var following = rig.read()) {
            assertThat(following.gaps()).isEqualTo(1);
        }

        assertThat(tables.rows("select run || ' ' || seq from runs order by run"))
                .containsExactlyInAnyOrder("census~1 3", other.subject().run() + " 2", "ended~1 2");
        assertThat(doubts())
                .containsExactlyInAnyOrder("census~1 gap", other.subject().run() + " gap");
    }

    @Test
    void aPositionThatKafkaNeverHadIsGivenUpForTheFirstItHas() throws Exception {
        topic.tell(run.started(1), run.changed(2));
        try (var following = rig.read()) {
            database.update("update projector_offsets set next_offset = 7 where next_offset > 0");
            topic.tell(run.changed(3));
            rig.awaitRead();

            assertThat(following.gaps()).isEqualTo(1);
        }
        assertThat(database.value("select seq from runs")).isEqualTo("3");
    }

    @Test
    void aTopicThatWasMadeAgainIsReadFromItsBeginning() throws Exception {
        topic.send(new byte[] {1}, new byte[] {1}, Map.of());
        topic.tell(run.started(1), run.changed(2));
        try (var _ = rig.read()) {
            assertThat(database.value("select status from runs")).isEqualTo("RUNNING");
        }
        topic.makeAgain();
        topic.send(new byte[] {1}, new byte[] {2}, Map.of()); // to the same place
        var runs = tellMoreThanBefore("later");
        try (var following = rig.read()) {
            assertThat(following.gaps()).isEqualTo(1);
        }

        assertThat(database.value("select count(*) from runs")).isEqualTo("" + (runs + 1));
        assertThat(database.value("select count(*) from dead_events")).isEqualTo("2");
        assertThat(new Revival(database, topic.kafka.topic("runs"), projection()).all())
                .isEqualTo(new Revival.Revived(0, 2));
        assertThat(doubts()).contains("census~1 gap");
    }

    @Test
    void aTopicThatIsMadeAgainUnderAReaderIsNoticed() throws Exception {
        topic.tell(run.started(1), run.changed(2));
        try (var following = rig.read()) {
            topic.makeAgain();
            var runs = tellMoreThanBefore("later");
            await().atMost(SOON)
                    .until(() ->
                            database.value("select count(*) from runs").equals("" + (runs + 1)));
            rig.awaitRead();

            assertThat(following.gaps()).isPositive();
        }
    }

    private Projection projection() {
        return new Projection(database, Clock.systemUTC(), _ -> {});
    }

    /// So that the old positions exist in the new topic.
    private int tellMoreThanBefore(String name) throws Exception {
        for (int i = 0; i < 20; i++) {
            topic.tell(ARun.named(name + "~" + i).started(1));
        }
        return 20;
    }

    private List<String> doubts() {
        return tables.rows("select run || ' ' || reason from reconcile_queue");
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
}
