package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;
import dev.lovage.server.Api;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.OwnTopic;

import io.micrometer.core.instrument.MeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class FeedIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final OwnDatabase database = new OwnDatabase();
    private final OwnTopic topic = topic();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Ear> ears = new ArrayList<>();
    private Api api;

    private static OwnTopic topic() {
        try {
            return new OwnTopic(3);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
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
        settings.put("lovage.feed.token", Api.FEED_TOKEN);
        settings.put("lovage.streams.heartbeat", "200ms");
        settings.put("lovage.streams.check", "400ms");
        settings.put("lovage.streams.open", 210);
        api = Api.with(settings);
        await().atMost(SOON).until(() -> api.bean(Live.class).hub().positions() != null);
    }

    @AfterEach
    void stop() {
        ears.forEach(Ear::close);
        http.close();
        api.close();
        topic.close();
        database.close();
    }

    private Ear listen(String path, String token, String since) {
        var ear = Ear.at(http, URI.create(api.uri() + "/api/v1" + path), token, since);
        ears.add(ear);
        assertThat(ear.answer.statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> !ear.lastId.isEmpty() || !since.isEmpty());
        return ear;
    }

    private static void hears(Ear ear, int events) {
        await().atMost(SOON).until(() -> ear.heard.size() >= events);
    }

    /// What Kafka was told, as `run seq`.
    private static List<String> lines(List<RunEvent> events) {
        return events.stream()
                .map(event ->
                        event.subject().run()
                                + " "
                                + switch (event) {
                                    case RunEvent.Started started -> started.seq();
                                    case RunEvent.Changed changed -> changed.seq();
                                    case RunEvent.Closed closed -> closed.seq();
                                    case RunEvent.Confirmed _ -> 0;
                                })
                .toList();
    }

    private static List<String> lines(Ear ear) {
        return ear.data().stream()
                .map(data -> data.replaceFirst(".*\"run\":\"([^\"]+)\".*\"seq\":(\\d+).*", "$1 $2"))
                .toList();
    }

    private List<RunEvent> lives(int runs) {
        var random = new Random(17);
        return IntStream.range(0, runs)
                .boxed()
                .flatMap(n -> ARun.named("census~" + n).life(random, 5).stream())
                .toList();
    }

    @Test
    void answersAtOnceUnbufferedAndUnchanged() {
        var ear = listen("/events", api.token(Role.VIEWER), "");

        var headers = ear.answer.headers();
        assertThat(headers.firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(headers.firstValue("cache-control")).contains("no-cache, no-transform");
        assertThat(headers.firstValue("content-encoding")).contains("identity");
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void tellsOfARunWhatItsReaderMayKnowAndNoValues() throws Exception {
        var run = ARun.named("census~1");
        var all = listen("/events", api.token(Role.VIEWER), "");
        var others = listen("/events?workflow=other", api.token(Role.VIEWER), "");
        var ended = listen("/events?status=SUCCEEDED", api.token(Role.VIEWER), "");
        var console = listen("/events?steps=true", Api.FEED_TOKEN, "");

        topic.tell(
                run.started(1),
                run.changed(2, ARun.step(2, "do.1", StepState.SUCCEEDED)),
                run.closed(3, RunState.SUCCEEDED, "secret"));

        hears(console, 3);
        hears(ended, 1);
        hears(all, 3);
        assertThat(all.data().get(1))
                .isEqualTo(
                        "{\"run\":\"census~1\",\"workflow\":\"census\",\"state\":\"RUNNING\","
                                + "\"epoch\":"
                                + run.subject().epoch()
                                + ",\"seq\":2}");
        assertThat(console.data().get(1))
                .contains("\"tenant\":\"default\"")
                .endsWith("\"steps\":[{\"path\":\"do.1\",\"state\":\"SUCCEEDED\",\"attempt\":1}]}");
        assertThat(console.data()).noneMatch(data -> data.contains("secret"));
        assertThat(ended.data()).singleElement().asString().contains("SUCCEEDED");
        assertThat(others.heard).isEmpty();
    }

    @Test
    void tellsNothingOfAnotherTenantButToTheConsole() throws Exception {
        var mine = listen("/events", api.token(Role.ADMIN), "");
        var console = listen("/events", Api.FEED_TOKEN, "");

        topic.tell(
                ARun.named("census~1").of("other").started(1), ARun.named("census~2").started(1));

        hears(console, 2);
        hears(mine, 1);
        assertThat(lines(mine)).containsExactly("census~2 1");
        var path = "/api/v1/runs/census~1/events";
        assertThat(api.call("GET", path).as(Role.ADMIN).send().status()).isEqualTo(404);
    }

    @Test
    void whatWasToldOfARunCanBeReadInPagesByWhoMaySeeTheRun() throws Exception {
        database.update("update event_log_kept set since = 'epoch'");
        var run = ARun.named("census~1");
        topic.tell(
                run.started(1),
                run.changed(2, ARun.step(2, "do.1", StepState.SUCCEEDED)),
                run.part("p").changed(1, ARun.step(1, "do.2", StepState.QUEUED)),
                run.closed(3, RunState.SUCCEEDED, "secret"));
        await().atMost(SOON)
                .until(() -> database.value("select count(*) from event_log").equals("4"));

        var path = "/api/v1/runs/census~1/events";
        var first = api.call("GET", path + "?pageSize=3").as(Role.OPERATOR).send().json();
        assertThat(first.path("items")).hasSize(3);
        var changed = first.path("items").get(2);
        assertThat(changed.path("type").asText()).isEqualTo("CHANGED");
        assertThat(changed.path("steps").get(0).path("path").asText()).isEqualTo("do.1");
        assertThat(changed.path("data").path("steps").get(0).path("value").asText())
                .isEqualTo("v2");
        assertThat(first.findValuesAsText("part")).contains("p");
        var token = "?pageSize=3&pageToken=" + first.path("nextPageToken").asText();
        var rest = api.call("GET", path + token).as(Role.OPERATOR).send().json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.has("nextPageToken")).isFalse();

        var viewer = api.call("GET", path + "?newest=true").as(Role.VIEWER).send();
        assertThat(viewer.json().path("items").get(0).path("type").asText()).isEqualTo("CLOSED");
        assertThat(viewer.response().body()).doesNotContain("secret").doesNotContain("\"v2\"");
        assertThat(api.call("GET", path + token + "&newest=true").as(Role.VIEWER).send().status())
                .isEqualTo(400);
        assertThat(api.call("GET", "/api/v1/runs/none~1/events").as(Role.VIEWER).send().status())
                .isEqualTo(404);
    }

    @Test
    void whoReadsTheRowAfterAnEventFindsIt() throws Exception {
        var ear = listen("/events", api.token(Role.VIEWER), "");
        var behind = new ArrayList<String>();
        var events = lives(5);
        var told = Thread.startVirtualThread(() -> tell(events));
        for (int n = 0; n < events.size(); n++) {
            hears(ear, n + 1);
            var line = lines(ear).get(n).split(" ");
            var seq = database.value("select seq from runs where run = ?", line[0]);
            if (Long.parseLong(seq) < Long.parseLong(line[1])) {
                behind.add(String.join(" ", line));
            }
        }
        told.join();

        assertThat(behind).isEmpty();
    }

    private void tell(List<RunEvent> events) {
        try {
            for (var event : events) {
                topic.tell(event);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReaderMissesNothingAndGetsNothingTwiceAcrossARestart() throws Exception {
        var events = lives(30);
        var before = listen("/events", api.token(Role.VIEWER), "");
        var telling = Thread.startVirtualThread(() -> tell(events));
        hears(before, 50);
        api.close();
        before.over.get(30, TimeUnit.SECONDS);

        start();
        var after = listen("/events", api.token(Role.VIEWER), before.lastId);
        telling.join();
        hears(after, events.size() - before.heard.size());

        var all = new ArrayList<>(lines(before));
        all.addAll(lines(after));
        assertThat(all).containsExactlyInAnyOrderElementsOf(lines(events));
        assertThat(before.heard).hasSizeGreaterThanOrEqualTo(50);
        assertThat(after.heard).isNotEmpty();
    }

    @Test
    void everyIdIsAPlaceToResume() throws Exception {
        var events = lives(3);
        var first = listen("/events", api.token(Role.VIEWER), "");
        tell(events);
        hears(first, events.size());

        for (int n = 0; n < events.size() - 1; n += 7) {
            var again = listen("/events", api.token(Role.VIEWER), first.heard.get(n).id());
            hears(again, events.size() - n - 1);
            assertThat(lines(again))
                    .containsExactlyInAnyOrderElementsOf(
                            lines(first).subList(n + 1, events.size()));
        }
    }

    @Test
    void saysSoWhenKafkaNoLongerHasWhatAReaderMissed() throws Exception {
        var away = listen("/events", api.token(Role.VIEWER), "");
        away.close();
        var events = lives(5);
        var witness = listen("/events", api.token(Role.VIEWER), "");
        tell(events);
        hears(witness, events.size());
        var stood = Positions.parse(witness.lastId).orElseThrow();
        for (int partition = 0; partition < stood.partitions(); partition++) {
            topic.deleteUpTo(partition, stood.of(partition));
        }

        var back = listen("/events", api.token(Role.VIEWER), away.lastId);
        hears(back, 1);
        topic.tell(ARun.named("census~later").started(1));
        hears(back, 2);

        assertThat(back.heard.getFirst().name()).isEqualTo("gap");
        assertThat(back.heard.getFirst().data()).contains("lost");
        assertThat(back.data().getLast()).contains("census~later");
    }

    @Test
    void sendsAwayAReaderThatNeverReadsAndServesTheOthers() throws Exception {
        var good = listen("/events", api.token(Role.VIEWER), "");
        var steps =
                IntStream.range(0, 16) // few rows, and many bytes
                        .mapToObj(n -> "do." + n + "." + "x".repeat(1_900))
                        .map(path -> ARun.step(2, path, StepState.QUEUED))
                        .toArray(StepChange[]::new);
        try (var deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress("127.0.0.1", api.uri().getPort()));
            deaf.getOutputStream()
                    .write(
                            ("GET /api/v1/events?steps=true HTTP/1.1\r\nHost: api\r\n"
                                            + "Authorization: Bearer "
                                            + api.token(Role.VIEWER)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).until(() -> followers() == 2);
            for (int n = 0; n < 400 && followers() == 2; n++) {
                topic.tell(ARun.named("census~" + n).changed(2, steps));
            }
            await().atMost(SOON).until(() -> followers() == 1);
            await().atMost(SOON).until(() -> streams() == 1);
        }
        topic.tell(ARun.named("census~last").started(1));
        await().atMost(SOON)
                .until(() -> good.data().stream().anyMatch(told -> told.contains("census~last")));
    }

    private double streams() {
        return api.bean(MeterRegistry.class).get("lovage.streams.open").gauge().value();
    }

    private int followers() {
        return api.bean(Live.class).hub().followers();
    }

    @Test
    void twoHundredReadersHearTheSame() throws Exception {
        var token = api.token(Role.VIEWER);
        var all = new ArrayList<Ear>();
        for (int n = 0; n < 200; n++) {
            all.add(listen("/events", token, ""));
        }
        var events = lives(10);
        tell(events);

        for (var ear : all) {
            hears(ear, events.size());
            assertThat(lines(ear)).containsExactlyInAnyOrderElementsOf(lines(events));
        }
        for (int n = 0; n < 10; n++) {
            listen("/events", token, "");
        }
        var refused = api.call("GET", "/api/v1/events").bearer(token).send();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isNotEmpty();
    }

    @Test
    void aStreamEndsWithTheTokenItWasOpenedWith() {
        var body = "{\"name\": \"admin\", \"password\": \"a password of the test's\"}";
        var session = api.call("POST", "/api/v1/sessions").json(body).send();
        var token = session.json().path("accessToken").asText();
        var ear = listen("/events", token, "");
        var other = listen("/events", api.token(Role.VIEWER), "");

        api.call("DELETE", "/api/v1/sessions").bearer(token).send();

        assertThat(ear.over).succeedsWithin(SOON);
        assertThat(other.over).isNotDone();
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        var answer =
                api.call("GET", "/api/v1/events")
                        .as(Role.VIEWER)
                        .header("Last-Event-ID", "nonsense!")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MALFORMED");
    }

    @Test
    void tellsOfARunThatNobodyHasTakenUp() {
        var ear = listen("/events", api.token(Role.VIEWER), "");

        database.update(
                """
                insert into runs (accepted, revision, tenant, run, definition, temporal_run)
                values (now(), 1, 'default', 'census~waits', 'census', 't')\
                """);

        hears(ear, 1);
        assertThat(ear.data().getFirst()).contains("census~waits").contains("QUEUED");
        var taken = ARun.named("census~waits").started(1);
        tell(List.of(taken));
        hears(ear, 2);
        assertThat(ear.heard).hasSize(2);
    }

    @Test
    void findsATagInTheRow() throws Exception {
        var all = listen("/events", api.token(Role.VIEWER), "");
        var tagged = ARun.named("census~tagged");
        topic.tell(tagged.started(1), ARun.named("census~plain").started(1));
        hears(all, 2);
        database.update("update runs set tags = '{nightly}' where run = ?", "census~tagged");
        var ear = listen("/events?tag=nightly", api.token(Role.VIEWER), "");

        topic.tell(
                ARun.named("census~plain").closed(2, RunState.SUCCEEDED, 1),
                tagged.closed(2, RunState.SUCCEEDED, 1));

        hears(ear, 1);
        assertThat(lines(ear)).containsExactly("census~tagged 2");
    }
}
