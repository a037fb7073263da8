package dev.lovage.server.live;

import static dev.lovage.server.live.OwnFeed.SOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunEvent;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// The feed under load: how late it is, and what many readers at once hear of whom one in ten never
/// reads; a thousand with `-Dreaders=1000`.
@Timeout(300)
class ManyReadersIT {
    private static final int ALL = Integer.getInteger("readers", 200);
    private static final int DEAF = ALL / 10;
    private static final int READING = ALL - DEAF;
    private static final int A_SECOND = 100;
    private static final int SECONDS = 4;

    /// What may wait for one that does not read, and the event that was too much.
    private static final int WAITING = 560 * 1024;

    private static final OwnFeed FEED =
            new OwnFeed(
                    Map.of(
                            "lovage.streams.heartbeat",
                            "1s",
                            "lovage.streams.check",
                            "600s",
                            "lovage.streams.open",
                            2 * ALL,
                            // what the kernel would hold for a reader is megabytes
                            "micronaut.server.netty.child-options.so-sndbuf",
                            16_384));

    @AfterAll
    static void stop() {
        FEED.close();
    }

    @Test
    void theDeafAreSentAwayAndTheOthersHearEverythingOnceAndInOrder() throws Exception {
        var readers = new ArrayList<Reader>();
        try {
            var reading = join(readers, READING, Reader::attentive);
            join(readers, DEAF, Reader::deaf);
            await().atMost(SOON).until(() -> FEED.followers() == ALL);

            var told = new ArrayList<RunEvent>();
            var late = new ArrayList<Duration>();
            double most = 0;
            while (FEED.followers() > READING && late.size() < 400) {
                late.add(tell(told, reading));
                most = Math.max(most, FEED.gauge("lovage.streams.waiting.bytes"));
            }
            await().atMost(SOON).until(() -> FEED.gauge("lovage.streams.open") == READING);
            tell(told, reading);

            var all = Reader.byRun(OwnFeed.lines(told));
            assertThat(reading).extracting(Reader::heard).containsOnly(all);
            assertThat(reading).noneMatch(Reader::slow);
            assertThat(most).isLessThan((double) DEAF * WAITING);
            System.out.printf(
                    "%d readers, %d of them deaf: %d events, of which the deaf were sent %d of"
                            + " 32 kB; %.1f MB waited for them at most; the others heard a life of"
                            + " a run within %s; %s%n",
                    ALL, DEAF, told.size(), late.size(), most / 1024 / 1024, span(late), process());
        } finally {
            readers.forEach(Reader::close);
        }
        await().atMost(SOON).until(() -> FEED.gauge("lovage.streams.open") == 0);
        assertThat(FEED.gauge("lovage.streams.waiting.bytes")).isZero();
    }

    /// So many at once.
    private static List<Reader> join(
            List<Reader> into, int count, BiFunction<URI, String, Reader> kind) throws Exception {
        var token = FEED.api().token(Role.VIEWER);
        try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
            var coming =
                    IntStream.range(0, count)
                            .mapToObj(_ -> at.submit(() -> kind.apply(FEED.api().uri(), token)))
                            .toList();
            var joined = new ArrayList<Reader>();
            for (var one : coming) {
                joined.add(one.get());
            }
            into.addAll(joined);
            return joined;
        }
    }

    /// Tells of a whole life, and something that is long for who wants to know of steps. Nobody who
    /// reads has anything waiting afterwards.
    private static Duration tell(List<RunEvent> told, List<Reader> reading) throws Exception {
        var run = ARun.named("census~" + told.size());
        var events = new ArrayList<>(run.life(new Random(told.size()), 3));
        events.add(ARun.named("long~" + told.size()).changed(2, steps()));
        told.addAll(events);
        var begun = System.nanoTime();
        FEED.topic.tell(events.toArray(RunEvent[]::new));
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> reading.stream().allMatch(one -> one.events() >= told.size()));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String span(List<Duration> late) {
        var sorted = late.stream().map(Duration::toMillis).sorted().toList();
        return "%d ms (half of them), %d ms (all)"
                .formatted(sorted.get(sorted.size() / 2), sorted.getLast());
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
                                URI.create(FEED.api().uri() + "/api/v1/events?workflow=lag"),
                                FEED.api().token(Role.VIEWER),
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
        assertThat(FEED.database.value("select count(*) from runs where definition = 'lag'"))
                .isEqualTo(String.valueOf(all));
    }

    private static String run(String data) {
        return data.replaceFirst(".*\"run\":\"([^\"]+)\".*", "$1");
    }

    private static void tell(ARun run) {
        try {
            FEED.topic.tell(run.started(1));
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
}
