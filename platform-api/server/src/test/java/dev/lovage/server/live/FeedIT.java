package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a reader of the feed is told.
@Timeout(180)
class FeedIT {
    private static final int MOST = 20;

    private final OwnFeed feed =
            new OwnFeed(
                    Map.of(
                            "lovage.streams.heartbeat", "200ms",
                            "lovage.streams.check", "400ms",
                            "lovage.streams.open", MOST));

    @AfterEach
    void stop() {
        feed.close();
    }

    @Test
    void answersAtOnceUnbufferedAndUnchanged() {
        var ear = feed.listen("/events", feed.api().token(Role.VIEWER), "");

        var headers = ear.answer.headers();
        assertThat(headers.firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(headers.firstValue("cache-control")).contains("no-cache, no-transform");
        assertThat(headers.firstValue("content-encoding")).contains("identity");
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void tellsOfARunWhatItsReaderMayKnowAndNoValues() throws Exception {
        var run = ARun.named("census~1");
        var all = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        var others = feed.listen("/events?workflow=other", feed.api().token(Role.VIEWER), "");
        var ended = feed.listen("/events?status=SUCCEEDED", feed.api().token(Role.VIEWER), "");
        var console = feed.listen("/events?steps=true", Api.FEED_TOKEN, "");

        feed.topic.tell(
                run.started(1),
                run.changed(2, ARun.step(2, "do.1", StepState.SUCCEEDED)),
                run.closed(3, RunState.SUCCEEDED, "secret"));

        OwnFeed.hears(console, 3);
        OwnFeed.hears(ended, 1);
        OwnFeed.hears(all, 3);
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
        var mine = feed.listen("/events", feed.api().token(Role.ADMIN), "");
        var console = feed.listen("/events", Api.FEED_TOKEN, "");

        feed.topic.tell(
                ARun.named("census~1").of("other").started(1), ARun.named("census~2").started(1));

        OwnFeed.hears(console, 2);
        OwnFeed.hears(mine, 1);
        assertThat(OwnFeed.lines(mine)).containsExactly("census~2 1");
        var path = "/api/v1/runs/census~1/events";
        assertThat(feed.api().call("GET", path).as(Role.ADMIN).send().status()).isEqualTo(404);
    }

    @Test
    void whatWasToldOfARunCanBeReadInPagesByWhoMaySeeTheRun() throws Exception {
        feed.database.update("update event_log_kept set since = 'epoch'");
        var run = ARun.named("census~1");
        feed.topic.tell(
                run.started(1),
                run.changed(2, ARun.step(2, "do.1", StepState.SUCCEEDED)),
                run.part("p").changed(1, ARun.step(1, "do.2", StepState.QUEUED)),
                run.closed(3, RunState.SUCCEEDED, "secret"));
        await().atMost(OwnFeed.SOON)
                .until(() -> feed.database.value("select count(*) from event_log").equals("4"));

        var path = "/api/v1/runs/census~1/events";
        var first = feed.api().call("GET", path + "?pageSize=3").as(Role.OPERATOR).send().json();
        assertThat(first.path("items")).hasSize(3);
        var changed = first.path("items").get(2);
        assertThat(changed.path("type").asText()).isEqualTo("CHANGED");
        assertThat(changed.path("steps").get(0).path("path").asText()).isEqualTo("do.1");
        assertThat(changed.path("data").path("steps").get(0).path("value").asText())
                .isEqualTo("v2");
        assertThat(first.findValuesAsText("part")).contains("p");
        var token = "?pageSize=3&pageToken=" + first.path("nextPageToken").asText();
        var rest = feed.api().call("GET", path + token).as(Role.OPERATOR).send().json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.has("nextPageToken")).isFalse();

        var viewer = feed.api().call("GET", path + "?newest=true").as(Role.VIEWER).send();
        assertThat(viewer.json().path("items").get(0).path("type").asText()).isEqualTo("CLOSED");
        assertThat(viewer.response().body()).doesNotContain("secret").doesNotContain("\"v2\"");
        assertThat(
                        feed.api()
                                .call("GET", path + token + "&newest=true")
                                .as(Role.VIEWER)
                                .send()
                                .status())
                .isEqualTo(400);
        assertThat(
                        feed.api()
                                .call("GET", "/api/v1/runs/none~1/events")
                                .as(Role.VIEWER)
                                .send()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void whoReadsTheRowAfterAnEventFindsIt() throws Exception {
        var ear = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        var behind = new ArrayList<String>();
        var events = OwnFeed.lives(5);
        var told = Thread.startVirtualThread(() -> feed.tell(events));
        for (int n = 0; n < events.size(); n++) {
            OwnFeed.hears(ear, n + 1);
            var line = OwnFeed.lines(ear).get(n).split(" ");
            var seq = feed.database.value("select seq from runs where run = ?", line[0]);
            if (Long.parseLong(seq) < Long.parseLong(line[1])) {
                behind.add(String.join(" ", line));
            }
        }
        told.join();

        assertThat(behind).isEmpty();
    }

    @Test
    void aStreamEndsWithTheTokenItWasOpenedWith() {
        var body = "{\"name\": \"admin\", \"password\": \"a password of the test's\"}";
        var session = feed.api().call("POST", "/api/v1/sessions").json(body).send();
        var token = session.json().path("accessToken").asText();
        var ear = feed.listen("/events", token, "");
        var other = feed.listen("/events", feed.api().token(Role.VIEWER), "");

        feed.api().call("DELETE", "/api/v1/sessions").bearer(token).send();

        assertThat(ear.over).succeedsWithin(OwnFeed.SOON);
        assertThat(other.over).isNotDone();
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        var answer =
                feed.api()
                        .call("GET", "/api/v1/events")
                        .as(Role.VIEWER)
                        .header("Last-Event-ID", "nonsense!")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MALFORMED");
    }

    @Test
    void tellsOfARunThatNobodyHasTakenUp() {
        var ear = feed.listen("/events", feed.api().token(Role.VIEWER), "");

        feed.database.update(
                """
                insert into runs (accepted, revision, tenant, run, definition, temporal_run)
                values (now(), 1, 'default', 'census~waits', 'census', 't')\
                """);

        OwnFeed.hears(ear, 1);
        assertThat(ear.data().getFirst()).contains("census~waits").contains("QUEUED");
        var taken = ARun.named("census~waits").started(1);
        feed.tell(List.of(taken));
        OwnFeed.hears(ear, 2);
        assertThat(ear.heard).hasSize(2);
    }

    @Test
    void findsATagInTheRow() throws Exception {
        var all = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        var tagged = ARun.named("census~tagged");
        feed.topic.tell(tagged.started(1), ARun.named("census~plain").started(1));
        OwnFeed.hears(all, 2);
        feed.database.update("update runs set tags = '{nightly}' where run = ?", "census~tagged");
        var ear = feed.listen("/events?tag=nightly", feed.api().token(Role.VIEWER), "");

        feed.topic.tell(
                ARun.named("census~plain").closed(2, RunState.SUCCEEDED, 1),
                tagged.closed(2, RunState.SUCCEEDED, 1));

        OwnFeed.hears(ear, 1);
        assertThat(OwnFeed.lines(ear)).containsExactly("census~tagged 2");
    }

    @Test
    void aNodeThatHasAllTheReadersItMayHaveSaysSo() {
        var token = feed.api().token(Role.VIEWER);
        for (int n = 0; n < MOST; n++) {
            feed.listen("/events", token, "");
        }

        var refused = feed.api().call("GET", "/api/v1/events").bearer(token).send();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isNotEmpty();
    }
}
