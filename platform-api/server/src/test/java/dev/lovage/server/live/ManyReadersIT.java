package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;
import dev.lovage.server.Api;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.OwnTopic;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The feed under load: how late it is, and, with `-Dlovage.readers=1000`, so many readers at once
/// of which one in ten never reads. [FeedIT] has one of those in every build.
@Timeout(120)
class ManyReadersIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ALL = Integer.getInteger("lovage.readers", 1_000);
    private static final int DEAF = ALL / 10;
    private static final int READING = ALL - DEAF;
    private static final int A_SECOND = 100;
    private static final int SECONDS = 4;

    private static OwnDatabase database;
    private static OwnTopic topic;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        database = new OwnDatabase();
        topic = new OwnTopic(3);
        var settings = new HashMap<String, Object>();
        settings.put("lovage.database.url", database.settings().url());
        settings.put("lovage.database.user", database.settings().user());
        settings.put("lovage.database.password", database.settings().password());
        settings.put("lovage.temporal.target", Stack.shared().temporal());
        settings.put("lovage.temporal.namespace", topic.kafka.prefix());
        settings.put("lovage.kafka.servers", topic.kafka.servers());
        settings.put("lovage.kafka.prefix", topic.kafka.prefix());
        settings.put("lovage.kafka.partitions", 3);
        settings.put("lovage.admin.password", "a password of the test's");
        settings.put("lovage.streams.heartbeat", "3s");
        settings.put("lovage.streams.check", "600s");
        // Temporal knows none of these runs, and nobody is to say so meanwhile
        settings.put("lovage.reconciler.every", "1h");
        settings.put("lovage.streams.open", ALL);
        // what the kernel would hold for a reader is megabytes
        settings.put("micronaut.server.netty.child-options.so-sndbuf", 16_384);
        api = Api.with(settings);
        await().atMost(SOON).until(() -> api.bean(Live.class).hub().positions() != null);
    }

    @AfterAll
    static void stop() {
        api.close();
        topic.close();
        database.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "lovage.readers", matches = "[0-9]+")
    void theDeafAreSentAwayAndTheOthersMissNothing() throws Exception {
        var token = api.token(Role.VIEWER);
        try (var reading = new Sockets(api.uri(), token, READING);
                var _ = new Sockets(api.uri(), token, DEAF)) {
            reading.read();
            await().atMost(SOON).until(() -> followers() == ALL);
            int told = 0;
            double most = 0;
            while (followers() > READING && told < 400) {
                topic.tell(ARun.named("census~" + told++).changed(2, steps()));
                all(reading, told);
                most = Math.max(most, gauge("lovage.streams.waiting.bytes"));
            }
            await().atMost(SOON).until(() -> followers() == READING);
            await().atMost(SOON).until(() -> gauge("lovage.streams.open") == READING);

            topic.tell(ARun.named("census~last").started(1));
            all(reading, told + 1);
            assertThat(most).isLessThan(80.0 * 1024 * 1024);
            System.out.printf(
                    "%d readers, %d of them deaf: %d events of 32 kB told, at most %.1f MB waited"
                            + " for readers; %s%n",
                    ALL, DEAF, told, most / 1024 / 1024, process());
        }
        await().atMost(SOON).until(() -> gauge("lovage.streams.open") == 0);
        assertThat(gauge("lovage.streams.waiting.bytes")).isZero();
    }

    /// Each of them has heard so many.
    private static void all(Sockets reading, int events) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(reading.events()).containsOnly(events));
    }

    @Test
    void tellsEveryOneOfAHundredEventsASecond() throws Exception {
        int all = A_SECOND * SECONDS;
        var sent = new ConcurrentHashMap<String, Long>();
        var next = new AtomicInteger();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var ear =
                        Ear.at(
                                http,
                                URI.create(api.uri() + "/api/v1/events?workflow=lag"),
                                api.token(Role.VIEWER),
                                "");
                var clock = Executors.newScheduledThreadPool(1)) {
            await().atMost(SOON).until(() -> !ear.lastId.isEmpty());
            clock.scheduleAtFixedRate(
                    () -> {
                        int n = next.getAndIncrement();
                        if (n < all) {
                            sent.put("lag~" + n, System.nanoTime());
                            tell(ARun.named("lag~" + n).workflow("lag"));
                        }
                    },
                    0,
                    1_000_000 / A_SECOND,
                    TimeUnit.MICROSECONDS);
            await().atMost(SOON).until(() -> ear.heard.size() >= all);
            clock.shutdownNow();

            assertThat(ear.heard).hasSize(all);
            var late =
                    ear.heard.stream()
                            .mapToLong(heard -> heard.at() - sent.get(run(heard.data())))
                            .sorted()
                            .toArray();
            System.out.printf(
                    "%d events a second, from the producer to row and reader: p50 %.1f ms,"
                            + " p99 %.1f ms; %s%n",
                    A_SECOND, late[all / 2] / 1e6, late[all * 99 / 100] / 1e6, process());
        }
        assertThat(database.value("select count(*) from runs where definition = 'lag'"))
                .isEqualTo(String.valueOf(all));
    }

    private static String run(String data) {
        return data.replaceFirst(".*\"run\":\"([^\"]+)\".*", "$1");
    }

    private static void tell(ARun run) {
        try {
            topic.tell(run.started(1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String process() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return "%d MB of heap, %d platform threads"
                .formatted(
                        heap / 1024 / 1024, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static StepChange[] steps() {
        return IntStream.range(0, 16) // few rows, and many bytes
                .mapToObj(n -> "do." + n + "." + "x".repeat(1_900))
                .map(path -> ARun.step(2, path, StepState.QUEUED))
                .toArray(StepChange[]::new);
    }

    private static double gauge(String name) {
        return api.bean(MeterRegistry.class).get(name).gauge().value();
    }

    private static int followers() {
        return api.bean(Live.class).hub().followers();
    }
}
