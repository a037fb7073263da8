package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;

import dev.lovage.events.RunEvent;
import dev.lovage.local.Stack;
import dev.lovage.server.Api;
import dev.lovage.server.OwnDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/// An api that is told of runs for a long time stays as it was: on demand, with `-Dsoak.minutes=30
/// -Dsoak.rate=300`, events each second.
@Timeout(value = 12, unit = TimeUnit.HOURS)
@EnabledIfSystemProperty(named = "soak.minutes", matches = "[0-9]+")
class SoakIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SAMPLES = 30;

    /// The first of them are taken while it still warms up.
    private static final int WARM = 5;

    private static final int AT_ONCE = 50;
    private static final int TASKS = 10;
    private static final long MINUTES = Long.getLong("soak.minutes", 30);
    private static final int RATE = Integer.getInteger("soak.rate", 300);

    /// By how much each may grow from the end of the warm-up to the end.
    private static final double MEGABYTES = 16;

    private static final double THREADS = 3;
    private static final double DESCRIPTORS = 6;
    private static final double CONNECTIONS = 2;

    private final AtomicLong told = new AtomicLong();
    private final ArrayDeque<RunEvent> waiting = new ArrayDeque<>();
    private OwnDatabase database;
    private OwnTopic topic;
    private Api api;
    private long runs;

    @BeforeEach
    void start() throws Exception {
        database = new OwnDatabase();
        topic = new OwnTopic(12);
        var settings = new HashMap<String, Object>();
        settings.put("lovage.database.url", database.settings().url());
        settings.put("lovage.database.user", database.settings().user());
        settings.put("lovage.database.password", database.settings().password());
        settings.put("lovage.temporal.target", Stack.shared().temporal());
        settings.put("lovage.temporal.namespace", topic.kafka.prefix());
        settings.put("lovage.kafka.servers", topic.kafka.servers());
        settings.put("lovage.kafka.prefix", topic.kafka.prefix());
        settings.put("lovage.admin.password", "a password of the test's");
        api = Api.with(settings);
    }

    @AfterEach
    void stop() {
        api.close();
        topic.close();
        database.close();
    }

    /// What there is of something that must not grow.
    private record Sample(
            double megabytes, double threads, double descriptors, double connections) {}

    @Test
    void memoryThreadsDescriptorsAndConnectionsStayAsTheyAre() throws Exception {
        var samples = new ArrayList<Sample>();
        System.out.println("minute | events told | heap MB | threads | descriptors | connections");
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var telling = clock.scheduleAtFixedRate(this::tell, 0, 100, TimeUnit.MILLISECONDS);
            var every = Duration.ofMinutes(MINUTES).dividedBy(SAMPLES);
            for (int i = 1; i <= SAMPLES; i++) {
                var _ = clock.awaitTermination(every.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(telling.isDone()).as("it goes on").isFalse();
                samples.add(print(i * every.toMillis() / 60_000.0, sample()));
            }
            telling.cancel(false);
        }
        topic.flush();
        await().atMost(SOON).until(() -> topic.isRead(database));

        assertThat(told.get()).isGreaterThan(MINUTES * 60 * RATE / 2);
        assertThat(growth(samples, Sample::megabytes)).isLessThan(MEGABYTES);
        assertThat(growth(samples, Sample::threads)).isLessThan(THREADS);
        assertThat(growth(samples, Sample::descriptors)).isLessThan(DESCRIPTORS);
        assertThat(growth(samples, Sample::connections)).isLessThan(CONNECTIONS);
    }

    private static double growth(List<Sample> samples, ToDoubleFunction<Sample> of) {
        var warm = samples.subList(WARM, samples.size());
        return new Growth(warm.stream().mapToDouble(of).boxed().toList()).all();
    }

    /// A tenth of a second's events: of many runs, each a step further in turn.
    private void tell() {
        for (int i = 0; i < RATE / 10; i++) {
            if (waiting.isEmpty()) {
                begin();
            }
            var _ = topic.send(waiting.remove());
            told.incrementAndGet();
        }
    }

    private void begin() {
        var lives = new ArrayList<List<RunEvent>>();
        for (int i = 0; i < AT_ONCE; i++) {
            lives.add(ARun.named("census~" + runs++).ofTasks(TASKS));
        }
        for (int at = 0; at < lives.getFirst().size(); at++) {
            for (var life : lives) {
                waiting.add(life.get(at));
            }
        }
    }

    private Sample sample() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        var connections =
                database.value(
                        "select count(*) from pg_stat_activity where datname = current_database()");
        return new Sample(
                heap / 1024.0 / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                system.getOpenFileDescriptorCount(),
                Double.parseDouble(connections));
    }

    private Sample print(double minute, Sample sample) {
        System.out.printf(
                "%6.1f | %11d | %7.1f | %7.0f | %11.0f | %11.0f%n",
                minute,
                told.get(),
                sample.megabytes(),
                sample.threads(),
                sample.descriptors(),
                sample.connections());
        return sample;
    }
}
