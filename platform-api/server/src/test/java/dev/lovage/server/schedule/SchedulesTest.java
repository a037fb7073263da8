package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;

class SchedulesTest {
    private static final String DAILY =
            """
            {"action": {"workflow": "resize", "input": {"width": 3}},
             "spec": {"cron": ["0 3 * * *"], "timezone": "Europe/Berlin"}}\
            """;
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        var resize =
                """
                name: resize
                input: {type: object, properties: {width: {type: integer}}, required: [width]}
                do: {value: 1}\
                """;
        var saved = api.call("PUT", "/api/v1/workflows/resize").as(Role.EDITOR).yaml(resize).send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Call call(String method, String path) {
        return api.call(method, "/api/v1/schedules" + path).as(Role.EDITOR);
    }

    private static Api.Answer put(String name, String json) {
        return call("PUT", "/" + name).json(json).send();
    }

    private static Api.Answer get(String path) {
        return api.call("GET", "/api/v1/schedules" + path).as(Role.VIEWER).send();
    }

    private static FakeScheduleEngine engine() {
        return api.bean(FakeScheduleEngine.class);
    }

    /// What the loop does, which turns only before real servers.
    private static void apply() {
        var store = api.bean(ScheduleStore.class);
        var clock = api.bean(Clock.class);
        var applying = new Applying(store, engine(), api.bean(SchedulePlan.class), clock);
        store.due(clock.instant(), 100).forEach(applying::apply);
    }

    private static String state(String name) {
        return get("/" + name).json().at("/status/applied/state").asText();
    }

    @Test
    void savesWhatIsToBeAndSaysThatItIsNotThereYet() {
        var made = put("nightly", DAILY);

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.header("etag")).isEqualTo("\"1\"");
        assertThat(made.json().at("/status/applied/state").asText()).isEqualTo("PENDING");
        assertThat(made.json().at("/policies/catchup").asText()).isEqualTo("PT10M");
        assertThat(made.json().at("/policies/overlap").asText()).isEqualTo("SKIP");
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("schedule:write schedule/nightly done");
        apply();
        assertThat(state("nightly")).isEqualTo("APPLIED");
        assertThat(get("/nightly").json().at("/status/fires/next")).hasSize(10);
        var again = put("nightly", DAILY);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("etag")).isEqualTo("\"2\"");
    }

    @Test
    void showsTheInputOnlyToWhomMaySeeValues() {
        put("secretive", DAILY);

        var editor = call("GET", "/secretive").send().json();

        assertThat(editor.at("/action/input/width").asInt()).isEqualTo(3);
        assertThat(get("/secretive").json().at("/action/input").isMissingNode()).isTrue();
        assertThat(get("/secretive").json().at("/action/workflow").asText()).isEqualTo("resize");
    }

    @Test
    void refusesToReplaceWhatTheCallerHasNotSeen() {
        put("guarded", DAILY);

        var stale = call("PUT", "/guarded").header("If-Match", "\"7\"").json(DAILY).send();
        var there = call("PUT", "/guarded").header("If-None-Match", "*").json(DAILY).send();
        var seen = call("PUT", "/guarded").header("If-Match", "\"1\"").json(DAILY).send();
        var gone = call("DELETE", "/guarded").header("If-Match", "\"1\"").send();

        assertThat(stale.code()).isEqualTo("PRECONDITION_FAILED");
        assertThat(there.code()).isEqualTo("PRECONDITION_FAILED");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(gone.code()).isEqualTo("PRECONDITION_FAILED");
    }

    @Test
    void readsYamlWithDurationsAsPeopleWriteThem() {
        var yaml =
                """
                action: {task: log.write, input: {args: [hello]}}
                spec:
                  every: [{every: 15m, offset: 30s}]
                  timezone: UTC
                  startAt: 2026-01-01T00:00:00Z
                policies: {overlap: allow_all, catchup: 1h, dst: once}
                remaining: 3
                """;
        var made = call("PUT", "/written").yaml(yaml).send();

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().at("/spec/every/0/every").asText()).isEqualTo("PT15M");
        assertThat(made.json().at("/policies/overlap").asText()).isEqualTo("ALLOW_ALL");
        assertThat(made.json().at("/status/remaining").asInt()).isEqualTo(3);
    }

    @Test
    void takesAnEntryOfCelerysBeat() {
        var made =
                put(
                        "beat",
                        """
                        {"action": {"task": "log.write", "input": {"args": ["x"]}},
                         "celery": {"crontab": {"minute": "30", "hour": "4"}, "timezone": "UTC"}}\
                        """);

        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().at("/policies/dst").asText()).isEqualTo("ONCE");
        assertThat(made.json().at("/celery/crontab/hour").asText()).isEqualTo("4");
        assertThat(made.json().at("/spec").isEmpty()).isFalse();
    }

    @Test
    void listsInPagesByName() {
        put("page-a", DAILY);
        put("page-b", DAILY);
        var first = get("?workflow=resize&pageSize=1");
        var token = first.json().path("nextPageToken").asText();

        var second = get("?workflow=resize&pageSize=1&pageToken=" + token);

        assertThat(first.json().path("items")).hasSize(1);
        assertThat(second.json().at("/items/0/name").asText())
                .isGreaterThan(first.json().at("/items/0/name").asText());
        assertThat(get("?pageToken=" + token).code()).isEqualTo("PAGE_INVALID");
        assertThat(get("?workflow=nobody").json().path("items")).isEmpty();
    }

    @Test
    void deletesHereAtOnceAndInTemporalThen() {
        put("short", DAILY);
        apply();

        assertThat(call("DELETE", "/short").send().status()).isEqualTo(204);

        assertThat(get("/short").status()).isEqualTo(404);
        assertThat(call("DELETE", "/short").send().status()).isEqualTo(404);
        assertThat(engine().describe("short")).isPresent();
        apply();
        assertThat(engine().describe("short")).isEmpty();
    }

    @Test
    void pausesUntilAMomentAndResumes() {
        put("paused", DAILY);
        apply();
        var body = "{\"note\": \"holiday\", \"until\": \"2099-01-01T00:00:00Z\"}";

        assertThat(call("POST", "/paused/pause").json(body).send().status()).isEqualTo(202);

        var status = get("/paused").json().path("status");
        assertThat(status.path("paused").asBoolean()).isTrue();
        assertThat(status.path("note").asText()).isEqualTo("holiday");
        assertThat(status.path("until").asText()).isEqualTo("2099-01-01T00:00:00Z");
        apply();
        assertThat(get("/paused").json().at("/status/until").isMissingNode()).isFalse();
        assertThat(call("POST", "/paused/resume").json("{}").send().status()).isEqualTo(202);
        assertThat(get("/paused").json().at("/status/paused").asBoolean()).isFalse();
        assertThat(get("/paused").json().at("/status/until").isMissingNode()).isTrue();
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("schedule:pause schedule/paused done");
    }

    @Test
    void steersOnlyWhatTemporalHas() {
        put("early", DAILY);

        var answer = call("POST", "/early/trigger").json("{}").send();

        assertThat(answer.code()).isEqualTo("SCHEDULE_NOT_APPLIED");
        assertThat(answer.json().path("detail").asText()).contains("repeat");
        assertThat(call("POST", "/nobody/trigger").json("{}").send().status()).isEqualTo(404);
    }

    @Test
    void countsABackfillBeforeItStartsOne() {
        put("past", DAILY);
        apply();
        var wish = "\"from\": \"2026-01-10T00:00:00Z\", \"to\": \"2026-01-13T02:00:00Z\"";

        var counted =
                call("POST", "/past/backfill").json("{" + wish + ", \"dryRun\": true}").send();
        var before = engine().calls();
        var done = call("POST", "/past/backfill").json("{" + wish + "}").send();

        assertThat(counted.json().path("count").asInt()).isEqualTo(3);
        assertThat(before).noneMatch(line -> line.startsWith("backfill"));
        assertThat(done.json().path("count").asInt()).isEqualTo(3);
        assertThat(engine().calls())
                .contains(
                        "backfill past [2026-01-10T02:00:00Z, 2026-01-11T02:00:00Z,"
                                + " 2026-01-12T02:00:00Z] BUFFER_ALL");
    }

    /// Of a gap in the last 400 days, whenever this runs: at 02:30 in New York no clock stood.
    @Test
    void backfillsATimeThatTheClocksSkippedAsLateAsTheyJumped() {
        var day = Duration.ofDays(1);
        var rules = ZoneId.of("America/New_York").getRules();
        var change = rules.previousTransition(Instant.now().minus(day));
        var gap = change.isGap() ? change : rules.previousTransition(change.getInstant());
        var wish =
                "{\"from\": \"%s\", \"to\": \"%s\"}"
                        .formatted(gap.getInstant().minus(day), gap.getInstant().plus(day));
        put("native", nightly("NATIVE"));
        put("once", nightly("ONCE"));
        apply();

        var plain = call("POST", "/native/backfill").json(wish).send();
        var once = call("POST", "/once/backfill").json(wish).send();

        assertThat(plain.json().path("count").asInt()).as(wish).isEqualTo(2);
        assertThat(once.json().path("count").asInt()).as(wish).isEqualTo(3);
        var shifted = gap.getInstant().plus(Duration.ofMinutes(30)).toString();
        assertThat(engine().calls())
                .anyMatch(line -> line.startsWith("backfill once [") && line.contains(shifted))
                .noneMatch(line -> line.startsWith("backfill native") && line.contains(shifted));
    }

    private static String nightly(String dst) {
        return """
        {"action": {"workflow": "resize", "input": {"width": 3}}, "policies": {"dst": "%s"},
         "spec": {"cron": ["30 2 * * *"], "timezone": "America/New_York"}}\
        """
                .formatted(dst);
    }

    static Stream<Arguments> backfills() {
        return Stream.of(
                arguments("{}", "/from"),
                arguments("{\"from\": \"2026-01-10T00:00:00Z\"}", "/to"),
                arguments(
                        "{\"from\": \"2026-01-10T00:00:00Z\", \"to\": \"2026-01-09T00:00:00Z\"}",
                        "/to"),
                arguments(
                        "{\"from\": \"2026-01-10T00:00:00Z\", \"to\": \"2099-01-09T00:00:00Z\"}",
                        "/to"),
                arguments(
                        "{\"from\": \"2001-01-10T00:00:00Z\", \"to\": \"2026-01-09T00:00:00Z\"}",
                        "/from"),
                arguments("{\"from\": 7, \"to\": \"2026-01-09T00:00:00Z\"}", "/from"));
    }

    @ParameterizedTest
    @MethodSource("backfills")
    void refusesABackfillThatCannotBe(String body, String pointer) {
        put("wrong", DAILY);
        apply();

        var answer = call("POST", "/wrong/backfill").json(body).send();

        assertThat(answer.status()).as(answer.response().body()).isIn(400, 422);
        assertThat(answer.pointer()).isEqualTo(pointer);
    }

    @Test
    void saysWhyItStartsNoRunNowOrWhenItWill() {
        put("asked", DAILY);
        assertThat(get("/asked/why").json().path("kind").asText()).isEqualTo("NOT_APPLIED");

        apply();

        assertThat(get("/asked/why").json().path("kind").asText()).isEqualTo("DUE");
        assertThat(get("/nobody/why").status()).isEqualTo(404);
    }

    static Stream<Arguments> wrong() {
        var action = "\"action\": {\"workflow\": \"resize\", \"input\": {\"width\": 3}}";
        var spec = "\"spec\": {\"cron\": [\"0 3 * * *\"], \"timezone\": \"UTC\"}";
        return Stream.of(
                arguments(action + "," + cron("0 0 3 * * *"), "/spec/cron/0"),
                arguments(action + "," + cron("31 2"), "/spec/cron/0"),
                arguments(action + "," + cron("0 3 31 2 *"), "/spec/cron/0"),
                arguments(action + "," + cron("0 3 L * *"), "/spec/cron/0"),
                arguments(action + "," + cron(""), "/spec/cron/0"),
                arguments(action + ", \"spec\": {\"timezone\": \"UTC\"}", "/spec"),
                arguments(action + ", \"spec\": {\"cron\": [\"0 3 * * *\"]}", "/spec/timezone"),
                arguments(
                        action + ", \"spec\": {\"cron\": [\"0 3 * * *\"], \"timezone\": \"Mars\"}",
                        "/spec/timezone"),
                arguments(
                        action
                                + """
                                , "spec": {"cron": ["0 3 * * *"], "timezone": "UTC",
                                "startAt": "2026-02-01T00:00:00Z",
                                "endAt": "2026-01-01T00:00:00Z"}\
                                """,
                        "/spec/endAt"),
                arguments(
                        action
                                + ", \"spec\": {\"every\": [{\"every\": \"1s\"}],"
                                + " \"timezone\": \"UTC\"}",
                        "/spec/every/0"),
                arguments(
                        action
                                + ", \"spec\": {\"every\": [{\"every\": 60}],"
                                + " \"timezone\": \"UTC\"}",
                        "/spec/every/0/every"),
                arguments(spec, "/action"),
                arguments(action, "/spec"),
                arguments(action + "," + spec + ", \"celery\": {}", "/spec"),
                arguments("\"action\": {\"workflow\": \"resiz\"}," + spec, "/action/workflow"),
                arguments(
                        "\"action\": {\"workflow\": \"resize\", \"task\": \"x\"}," + spec,
                        "/action"),
                arguments("\"action\": {\"workflow\": \"resize\"}," + spec, "/action/input"),
                arguments(
                        "\"action\": {\"workflow\": \"resize\", \"input\": {\"width\": \"w\"}},"
                                + spec,
                        "/action/input/width"),
                arguments("\"action\": {\"task\": \"log.writ\"}," + spec, "/action"),
                arguments(
                        "\"action\": {\"task\": \"log.write\", \"input\": [1]}," + spec,
                        "/action/input"),
                arguments(
                        action + "," + spec + ", \"policies\": {\"catchup\": \"1s\"}",
                        "/policies/catchup"),
                arguments(
                        action + "," + spec + ", \"policies\": {\"overlap\": \"MAYBE\"}",
                        "/policies/overlap"),
                arguments(action + "," + spec + ", \"remaining\": 0", "/remaining"),
                arguments(action + "," + spec + ", \"colour\": 0", "/colour"));
    }

    private static String cron(String cron) {
        return "\"spec\": {\"cron\": [\"" + cron + "\"], \"timezone\": \"UTC\"}";
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void savesNothingThatCannotBe(String body, String pointer) {
        var answer = put("mistake", "{" + body + "}");

        assertThat(answer.status()).as(answer.response().body()).isIn(400, 422);
        assertThat(answer.pointer()).as(answer.response().body()).startsWith(pointer);
        assertThat(answer.json().at("/errors/0/message").asText()).isNotBlank();
        assertThat(get("/mistake").status()).isEqualTo(404);
    }

    @Test
    void offersTheNearestNames() {
        var spec = cron("0 3 * * *");
        var workflow = put("near", "{\"action\": {\"workflow\": \"resiz\"}," + spec + "}");
        var task = put("near", "{\"action\": {\"task\": \"log.writ\"}," + spec + "}");

        assertThat(workflow.json().path("detail").asText()).contains("Did you mean `resize`?");
        assertThat(task.json().path("detail").asText()).contains("Did you mean `log.write`?");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"Upper", "a_b", "-a", "a.b"})
    void refusesANameThatCannotBe(String name) {
        assertThat(put(name, DAILY).pointer()).isEqualTo("/name");
    }
}
