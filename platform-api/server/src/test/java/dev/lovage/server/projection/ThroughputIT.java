package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunEvent;
import dev.lovage.server.Database;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the projection costs for each task, and how fast it is: the costs are held to, the speed is
/// printed. More of both with `-Dlovage.runs=20000 -Dlovage.seconds=60`.
@Timeout(600)
class ThroughputIT {
    private static final Logger LOG = LoggerFactory.getLogger(ThroughputIT.class);
    private static final int PARTITIONS = 12;
    private static final int TASKS = 10;
    private static final int RUNS = Integer.getInteger("lovage.runs", 500);
    private static final int SECONDS = Integer.getInteger("lovage.seconds", 2);

    @RegisterExtension private final Rig rig = new Rig(PARTITIONS);
    private final OwnDatabase database = rig.database;
    private final OwnTopic topic = rig.topic;

    @Test
    void catchingUpCostsAFewCommitsAndARowForEachTask() throws Exception {
        long told = 0;
        for (int run = 0; run < RUNS; run++) {
            var life = ARun.named("census~" + run).ofTasks(TASKS);
            topic.tell(life.toArray(RunEvent[]::new));
            told += life.size();
        }
        var commits = new AtomicLong();
        var begun = new AtomicLong();
        try (var _ = new Following(counting(commits, begun), topic.kafka)) {
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(8))
                    .until(() -> topic.isRead(database));
        }
        var seconds = (System.nanoTime() - begun.get()) / 1e9;
        long tasks = (long) RUNS * TASKS;
        var bytes = database.value("select max(pg_column_size(s.*)) from steps s");
        LOG.info(
                "caught up {} events, {} tasks in {} s: {} events/s, {} tasks/s, {} commits,"
                        + " {} bytes a step at most",
                told,
                tasks,
                "%.1f".formatted(seconds),
                Math.round(told / seconds),
                Math.round(tasks / seconds),
                commits,
                bytes);

        assertThat(commits.get()).isLessThanOrEqualTo(tasks / 10);
        assertThat(database.value("select count(*) from steps")).isEqualTo("" + tasks);
        assertThat(database.value("select count(*) from runs")).isEqualTo("" + RUNS);
        assertThat(Integer.parseInt(bytes)).isLessThanOrEqualTo(600);
        assertThat(database.value("select count(*) from reconcile_queue")).isEqualTo("0");
    }

    @Test
    void whatIsToldOneByOneIsSeenEachOnce() throws Exception {
        var sent = new ConcurrentHashMap<String, Long>();
        var lags = new ConcurrentLinkedQueue<Long>();
        java.util.function.Consumer<News> witness =
                news ->
                        news.began()
                                .forEach(began -> {
                                    var at = sent.remove(began.run());
                                    if (at != null) {
                                        lags.add(System.nanoTime() - at);
                                    }
                                });
        var commits = new AtomicLong();
        var projection =
                new Projection(counting(commits, new AtomicLong()), Clock.systemUTC(), witness);
        try (var _ = new Following(projection, topic.kafka, () -> Consumers.ofRuns(topic.kafka))) {
            topic.tell(ARun.named("first~1").started(1));
            rig.awaitRead();
            for (int rate : List.of(100, 500)) {
                lags.clear();
                commits.set(0);
                tellEvery(1_000_000 / rate, rate * SECONDS, sent);
                await().atMost(Duration.ofSeconds(60)).until(sent::isEmpty);
                var sorted = lags.stream().sorted().toList();
                LOG.info(
                        "{} events/s are seen after {} ms in the median, {} ms at p99; {} commits",
                        rate,
                        sorted.get(sorted.size() / 2) / 1_000_000,
                        sorted.get(sorted.size() * 99 / 100) / 1_000_000,
                        commits);

                assertThat(sorted).hasSize(rate * SECONDS);
            }
        }
    }

    private void tellEvery(int micros, int count, Map<String, Long> sent) throws Exception {
        var next = new AtomicLong();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var telling =
                    clock.scheduleAtFixedRate(
                            () -> {
                                long number = next.getAndIncrement();
                                if (number < count) {
                                    var run = "paced~" + micros + "-" + number;
                                    sent.put(run, System.nanoTime());
                                    var _ = topic.send(ARun.named(run).started(1));
                                }
                            },
                            0,
                            micros,
                            TimeUnit.MICROSECONDS);
            await().atMost(Duration.ofMinutes(5)).until(() -> next.get() >= count);
            telling.cancel(false);
        }
    }

    /// @param begun when the first came: the member has its partitions
    private Database counting(AtomicLong commits, AtomicLong begun) {
        return new Database() {
            @Override
            public <T> T transaction(Work<T> work) {
                commits.incrementAndGet();
                begun.compareAndSet(0, System.nanoTime());
                return database.transaction(work);
            }
        };
    }
}
