package dev.lovage.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.client.Log;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.events.LogLine;
import dev.lovage.events.LogLine.Level;
import dev.lovage.local.Stack;
import dev.lovage.server.Api;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.OwnTopic;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@Timeout(300)
class LogsIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration FLOODED = Duration.ofSeconds(120);
    private static final int FLOOD = 20_000;
    private static final String RUN = "census~1";
    private final OwnDatabase database = new OwnDatabase();
    private OwnTopic topic;
    private Api api;

    @BeforeEach
    void start() throws Exception {
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
        api = Api.with(settings);
        topic.tell(ARun.named(RUN).started(1));
        await().atMost(SOON).until(() -> database.value("select count(*) from runs").equals("1"));
    }

    @AfterEach
    void stop() {
        api.close();
        topic.close();
        database.close();
    }

    private LovageClient client() {
        return LovageClient.at(api.uri(), () -> api.token(Role.OPERATOR));
    }

    private static LogLine line(String path, Level level, String message) {
        return new LogLine("default", RUN, path, 1, Instant.now(), level, "task.a", message);
    }

    private static List<String> messages(Page<Log> page) {
        return page.items().stream().map(Log::message).toList();
    }

    private static Log.Filter filter(String step, Level level, String q) {
        return new Log.Filter(step, level, q);
    }

    @Test
    void givesThemInPagesFromEitherEndAndFiltered() throws Exception {
        topic.log(
                line("do.1", Level.INFO, "one"),
                line("do.1.m.0", Level.WARN, "two 100%"),
                line("do.10", Level.ERROR, "three"));
        try (var client = client()) {
            await().atMost(SOON)
                    .until(() ->
                            client.logs(RUN, Log.Filter.ALL, false, 9, null).items().size() == 3);
            var first = client.logs(RUN, Log.Filter.ALL, false, 2, null);
            assertThat(messages(first)).containsExactly("one", "two 100%");
            var second = client.logs(RUN, Log.Filter.ALL, false, 2, first.nextPageToken());
            assertThat(messages(second)).containsExactly("three");
            assertThat(second.nextPageToken()).isNull();
            assertThat(messages(client.logs(RUN, Log.Filter.ALL, true, 2, null)))
                    .containsExactly("three", "two 100%");
            assertThat(messages(client.logs(RUN, filter("do.1", null, null), false, 9, null)))
                    .containsExactly("one", "two 100%");
            assertThat(messages(client.logs(RUN, filter(null, Level.WARN, null), false, 9, null)))
                    .containsExactly("two 100%", "three");
            assertThat(messages(client.logs(RUN, filter(null, null, "TWO 1"), false, 9, null)))
                    .containsExactly("two 100%");
        }
    }

    @Test
    void whoFollowsGetsEachLineOnceAndResumesWhereItWas() throws Exception {
        var heard = new CopyOnWriteArrayList<Log>();
        topic.log(line("do.0", Level.INFO, "0"), line("do.0", Level.INFO, "1"));
        try (var client = client()) {
            try (var _ = client.followLogs(RUN, Log.Filter.ALL, "", heard::add)) {
                await().atMost(SOON).until(() -> heard.size() == 2);
                for (int i = 2; i < 20; i++) {
                    topic.log(line("do.0", Level.INFO, "" + i));
                }
                await().atMost(SOON).until(() -> heard.size() == 20);
            }
            topic.log(line("do.0", Level.INFO, "20"));
            var last = heard.getLast().id();
            try (var _ = client.followLogs(RUN, Log.Filter.ALL, last, heard::add)) {
                await().atMost(SOON).until(() -> heard.size() == 21);
            }
        }
        assertThat(new ArrayList<>(heard))
                .extracting(Log::message)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 20).mapToObj(Integer::toString).toList());
    }

    /// As much as two workers send in a second when every task of theirs logs without end.
    @Test
    void aFloodIsStoredAndTheTailSaysWhatWasDropped() throws Exception {
        var dropped = line("do.0", Level.WARN, "99,000 lines dropped");
        var lines =
                IntStream.range(0, FLOOD)
                        .mapToObj(n -> line("do.0", Level.INFO, String.valueOf(n)))
                        .toArray(LogLine[]::new);
        var next = new AtomicInteger();
        var last = new CompletableFuture<String>();
        try (var client = client();
                var _ =
                        client.followLogs(
                                RUN,
                                Log.Filter.ALL,
                                "",
                                line -> {
                                    if (!line.message().equals("" + next.getAndIncrement())) {
                                        last.complete(line.message());
                                    }
                                })) {
            var begun = System.nanoTime();
            topic.log(lines);
            topic.log(dropped);
            var sent = System.nanoTime();
            await().atMost(FLOODED)
                    .until(() ->
                            messages(client.logs(RUN, Log.Filter.ALL, true, 2, null))
                                    .equals(List.of(dropped.message(), "" + (FLOOD - 1))));
            var stored = System.nanoTime();

            assertThat(last).succeedsWithin(FLOODED).isEqualTo(dropped.message());
            assertThat(next).hasValue(FLOOD + 1);
            System.out.printf(
                    "%,d lines into Kafka in %d ms, in PostgreSQL %d ms and at who follows %d ms"
                            + " after that%n",
                    FLOOD,
                    (sent - begun) / 1_000_000,
                    (stored - sent) / 1_000_000,
                    (System.nanoTime() - sent) / 1_000_000);
        }
        assertThat(database.value("select count(*) from logs")).isEqualTo("" + (FLOOD + 1));
    }

    @Test
    void areForThoseWhoMaySeeValuesInTheTenantOfTheRun() {
        var path = "/api/v1/runs/" + RUN + "/logs";
        assertThat(api.call("GET", path).as(Role.VIEWER).send().status()).isEqualTo(403);
        assertThat(api.call("GET", path + "?follow=true").as(Role.VIEWER).send().status())
                .isEqualTo(403);
        var other = "/api/v1/runs/census~2/logs";
        assertThat(api.call("GET", other).as(Role.OPERATOR).send().status()).isEqualTo(404);
        var answer = api.call("GET", path + "?level=loud").as(Role.OPERATOR).send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointer()).isEqualTo("?level");
    }
}
