package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Sql;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Several nodes that share the partitions of one topic.
@Timeout(180)
class SharingIT {
    private static final int PARTITIONS = 4;

    private final Random random = new Random(3);
    @RegisterExtension private final Rig rig = new Rig(PARTITIONS);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;
    private int told;

    @Test
    void whoeverComesGoesOrDiesInATransactionEveryEventCountsOnce() throws Exception {
        var deaths = new AtomicInteger();
        var dying = dying(deaths);
        Following second;
        try (var _ = new Following(dying, topic.kafka)) {
            tell("a");
            rig.awaitRead();
            second = new Following(dying, topic.kafka);
            tell("b");
        }
        try (second) {
            tell("c");
            rig.awaitRead();
        }

        assertThat(deaths.get()).isGreaterThanOrEqualTo(2);
        assertThat(database.value("select sum(version) from runs")).isEqualTo("" + told);
        assertThat(database.value("select count(*) from runs where status = 'SUCCEEDED'"))
                .isEqualTo("60");
        assertThat(database.value("select count(*) from reconcile_queue")).isEqualTo("0");
    }

    @Test
    void aNodeThatWasPausedAndReplacedWritesNothingWhenItGoesOn() throws Exception {
        var run = ARun.named("census~1");
        var paused = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var zombie = new Following(pausing(paused, goOn), topic.kafka, this::hasty)) {
            topic.tell(run.started(1));
            assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();
            topic.tell(run.closed(2, RunState.SUCCEEDED, "r"));
            try (var _ = new Following(database, topic.kafka)) {
                rig.awaitRead();
                goOn.countDown();
                await().atMost(Duration.ofSeconds(60)).until(() -> zombie.fenced() > 0);
            }
        }

        assertThat(database.value("select version || ' ' || status from runs"))
                .isEqualTo("2 SUCCEEDED");
    }

    private void tell(String name) throws Exception {
        for (int run = 0; run < 20; run++) {
            var life = ARun.named(name + "~" + run).life(random, 4);
            topic.tell(life.toArray(RunEvent[]::new));
            told += life.size();
        }
    }

    /// Its backend is ended in every second transaction that applies something, before the commit.
    private Database dying(AtomicInteger deaths) {
        var applied = new AtomicInteger();
        return new Database() {
            @Override
            public <T> T transaction(Work<T> work) {
                return database.transaction(tx -> {
                    var result = work.in(tx);
                    if (result instanceof Outcome && applied.incrementAndGet() % 2 == 1) {
                        deaths.incrementAndGet();
                        Sql.all(tx, "select pg_terminate_backend(pg_backend_pid())", _ -> true);
                    }
                    return result;
                });
            }
        };
    }

    /// Holds still before it applies anything.
    private Destination pausing(CountDownLatch paused, CountDownLatch goOn) {
        var projection = new Projection(database, Clock.systemUTC(), _ -> {});
        return new Destination() {
            @Override
            public OffsetTable.Standing positions(Topic topic, Map<Integer, Long> beginnings) {
                return projection.positions(topic, beginnings);
            }

            @Override
            public Outcome apply(List<Batch> batches) {
                paused.countDown();
                waitFor(goOn);
                return projection.apply(batches);
            }

            @Override
            public void caughtUp(Topic topic, Map<Integer, Long> positions) {
                projection.caughtUp(topic, positions);
            }

            @Override
            public boolean skip(Topic topic, int partition, long from, long to) {
                return projection.skip(topic, partition, from, to);
            }
        };
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A member that is given up after six seconds without a sign that it works.
    private Consumer<byte[], byte[]> hasty() {
        var settings = topic.kafka.client();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topic.kafka.prefix() + ".projection");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
