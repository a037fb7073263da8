package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.canvas.RunInput;
import dev.lovage.local.Door;
import dev.lovage.server.Api;
import dev.lovage.server.OwnApi;
import dev.lovage.server.reconcile.Await;
import dev.lovage.server.schedule.ScheduleEngine.State;

import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// Schedules before the real servers; a worker of the test's own ends their runs.
@Timeout(180)
class SchedulesIT {
    private static final String OFTEN =
            "\"spec\": {\"every\": [{\"every\": \"10s\"}], \"timezone\": \"UTC\"}";
    private static final String DAILY =
            "\"spec\": {\"cron\": [\"0 3 * * *\"], \"timezone\": \"UTC\"}";
    private static OwnApi own;
    private static String token;
    private static WorkerFactory workers;

    @BeforeAll
    static void start() {
        own = new OwnApi();
        token = own.signIn();
        workers = WorkerFactory.newInstance(own.api.bean(WorkflowClient.class));
        workers.newWorker("default").registerWorkflowImplementationTypes(Ending.class);
        workers.start();
        define("still", "do: {value: 1}");
        define("fails", "do: {value: 1}");
        // these take their time, so they begin at once
        put("ends", action("still") + "," + OFTEN + ", \"remaining\": 3");
        put("pauses", action("fails") + "," + OFTEN + ", \"policies\": {\"pauseOnFailure\": true}");
    }

    @AfterAll
    static void stop() {
        workers.shutdownNow();
        own.close();
    }

    /// Fails what is called so; everything else succeeds at once.
    public static final class Ending implements DynamicWorkflow {
        @Override
        public Object execute(EncodedValues arguments) {
            var input = arguments.get(0, Map.class);
            if (input.get("bundle") instanceof Map<?, ?> bundle
                    && "fails".equals(bundle.get("main"))) {
                throw ApplicationFailure.newNonRetryableFailure("as it is called", "FAILS");
            }
            return "done";
        }
    }

    private static void define(String name, String body) {
        var saved =
                own.api
                        .call("PUT", "/api/v1/workflows/" + name)
                        .bearer(token)
                        .yaml("name: " + name + "\n" + body)
                        .send();
        assertThat(saved.status()).as(saved.response().body()).isIn(200, 201);
    }

    private static String action(String workflow) {
        return "\"action\": {\"workflow\": \"" + workflow + "\", \"tags\": [\"by-clock\"]}";
    }

    private static void put(String name, String body) {
        var saved = call("PUT", "/" + name).json("{" + body + "}").send();
        assertThat(saved.status()).as(saved.response().body()).isIn(200, 201);
    }

    private static Api.Call call(String method, String path) {
        return own.api.call(method, "/api/v1/schedules" + path).bearer(token);
    }

    private static JsonNode get(String name) {
        return call("GET", "/" + name).send().json();
    }

    private static void until(String name, String state) {
        until(name, status -> status.at("/applied/state").asText().equals(state));
    }

    private static void until(String name, Predicate<JsonNode> status) {
        Await.until(() -> status.test(get(name).path("status")));
    }

    private static String daily() {
        var name = "s-" + UUID.randomUUID();
        put(name, action("still") + "," + DAILY);
        until(name, "APPLIED");
        return name;
    }

    private static ScheduleEngine engine() {
        return own.api.bean(ScheduleEngine.class);
    }

    /// Now, instead of within half a minute.
    private static void look(String name) {
        own.api.bean(ScheduleStore.class).look(new ScheduleKey("default", name));
    }

    private static JsonNode runs(String prefix) {
        return own.api
                .call("GET", "/api/v1/runs?q=" + prefix)
                .bearer(token)
                .send()
                .json()
                .path("items");
    }

    @Test
    void saysWhatHoldsBackARunThatDoesNotExistYet() {
        define("endless", "queue: nobody\ndo: {value: 1}");
        var waits = busy("BUFFER_ONE");
        var skips = busy("SKIP");
        call("POST", "/" + waits + "/trigger").send();

        Await.until(() -> why(waits).path("kind").asText().equals("WAITING"));

        assertThat(why(waits).path("waiting").asInt()).isEqualTo(1);
        assertThat(why(waits).path("running").get(0).asText()).startsWith("endless~" + waits);
        assertThat(why(waits).path("sentence").asText()).startsWith("A run waits until `endless~");
        assertThat(why(skips).path("kind").asText()).isEqualTo("SKIPPING");
    }

    /// A schedule whose first run never ends.
    private static String busy(String overlap) {
        var name = "busy-" + UUID.randomUUID();
        put(
                name,
                action("endless")
                        + ","
                        + DAILY
                        + ", \"policies\": {\"overlap\": \""
                        + overlap
                        + "\"}");
        until(name, "APPLIED");
        call("POST", "/" + name + "/trigger").send();
        Await.until(() -> !why(name).path("running").isEmpty());
        return name;
    }

    private static JsonNode why(String name) {
        return call("GET", "/" + name + "/why").send().json();
    }

    @Test
    void runsByTheClockAsOneOfOurRuns() {
        var name = "fires-" + UUID.randomUUID().toString().substring(0, 8);
        put(name, action("still") + "," + OFTEN);
        until(name, status -> status.at("/fires/counts/started").asInt() > 0);
        var run = get(name).at("/status/fires/recent/0/run").asText();

        Await.until(() -> runs(run).size() == 1 && !runs(run).at("/0/trigger/tags").isEmpty());

        var shown = runs(run).get(0);
        assertThat(run).startsWith("still~" + name + "-20");
        assertThat(shown.at("/trigger/kind").asText()).isEqualTo("schedule");
        assertThat(shown.at("/trigger/by").asText()).isEqualTo(name);
        assertThat(shown.at("/trigger/tags/0").asText()).isEqualTo("by-clock");
        assertThat(Instant.parse(shown.at("/times/accepted").asText()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(3)), Instant.now());
        var one = own.api.call("GET", "/api/v1/runs/" + run).bearer(token).send();
        assertThat(one.json().at("/times/accepted")).isEqualTo(shown.at("/times/accepted"));
        assertThat(call("DELETE", "/" + name).send().status()).isEqualTo(204);
    }

    @Test
    void endsWithItsLastRun() {
        until("ends", "ENDED");

        assertThat(get("ends").at("/status/remaining").asInt()).isZero();
        assertThat(get("ends").at("/status/fires/counts/started").asInt()).isEqualTo(3);
    }

    @Test
    void staysPausedByAFailureWhateverIsSaved() {
        until("pauses", status -> status.path("paused").asBoolean());
        assertThat(get("pauses").at("/status/note").asText()).contains("failure");

        put("pauses", action("still") + "," + OFTEN + ", \"paused\": false");

        until("pauses", "APPLIED");
        assertThat(get("pauses").at("/status/paused").asBoolean()).isTrue();
        assertThat(engine().describe("pauses").orElseThrow().state().paused()).isTrue();
    }

    @Test
    void endsWhatWasDeletedBehindOurBack() {
        var name = daily();
        engine().delete(name);
        look(name);

        until(name, "ENDED");

        assertThat(engine().describe(name)).isEmpty();
        put(name, action("still") + "," + DAILY);
        until(name, "APPLIED");
        assertThat(engine().describe(name)).isPresent();
    }

    @Test
    void reportsWhatNobodySavedAndLeavesItAlone() {
        var plan = own.api.bean(SchedulePlan.class);
        var known = own.api.bean(ScheduleStore.class).find(new ScheduleKey("default", daily()));
        var row = known.orElseThrow();
        engine().create("theirs", plan.of(row.key(), row.put()), new State(true, "x", null));

        until("theirs", "UNKNOWN");

        assertThat(call("GET", "?pageSize=200").send().response().body()).contains("theirs");
        assertThat(call("DELETE", "/theirs").send().code()).isEqualTo("SCHEDULE_NOT_APPLIED");
        assertThat(call("POST", "/theirs/resume").json("{}").send().code())
                .isEqualTo("SCHEDULE_NOT_APPLIED");
        assertThat(engine().describe("theirs")).isPresent();
    }

    @Test
    void repairsWhatSomeoneChangedInTemporal() {
        var name = daily();
        var good = engine().describe(name).orElseThrow().digest();
        var key = new ScheduleKey("default", name);
        var other = own.api.bean(ScheduleStore.class).find(key).orElseThrow().put();
        var changed =
                dev.lovage.client.Schedule.Put.of(
                        other.action(), dev.lovage.client.Schedule.Spec.cron("1 1 * * *", "UTC"));
        engine().update(
                        name,
                        own.api.bean(SchedulePlan.class).of(key, changed),
                        engine().describe(name).orElseThrow());
        assertThat(engine().describe(name).orElseThrow().digest()).isNotEqualTo(good);
        look(name);

        Await.until(() -> engine().describe(name).orElseThrow().digest().equals(good));
    }

    @Test
    void followsItsWorkflow() {
        var name = "follows-" + UUID.randomUUID().toString().substring(0, 8);
        define(name, "do: {value: 1}");
        put(name, action(name) + "," + DAILY);
        until(name, "APPLIED");
        assertThat(revision(name)).isEqualTo(1);

        define(name, "do: {value: 2}");

        Await.until(() -> revision(name) == 2);
    }

    private static int revision(String name) {
        var client = own.api.bean(WorkflowClient.class);
        var answer =
                client.getWorkflowServiceStubs()
                        .blockingStub()
                        .describeSchedule(
                                DescribeScheduleRequest.newBuilder()
                                        .setNamespace(client.getOptions().getNamespace())
                                        .setScheduleId(name)
                                        .build());
        var input = answer.getSchedule().getAction().getStartWorkflow().getInput();
        return client.getOptions()
                .getDataConverter()
                .fromPayload(input.getPayloads(0), RunInput.class, RunInput.class)
                .bundle()
                .pinned()
                .revision();
    }

    @Test
    void backfillsEachTimeOnceAndCountsBefore() {
        var name = daily();
        var wish = "{\"from\": \"2026-01-10T00:00:00Z\", \"to\": \"2026-01-13T00:00:00Z\"%s}";
        var dry = wish.formatted(", \"dryRun\": true");

        var counted = call("POST", "/" + name + "/backfill").json(dry).send();
        assertThat(counted.json().path("count").asInt()).isEqualTo(3);
        assertThat(runs("still~" + name)).isEmpty();
        call("POST", "/" + name + "/backfill").json(wish.formatted("")).send();

        Await.until(() -> runs("still~" + name).size() == 3);
        assertThat(runs("still~" + name).at("/0/id").asText())
                .matches("still~" + name + "-2026-01-1[012]T03:00:00Z");
        var again = call("POST", "/" + name + "/backfill").json(dry).send();
        assertThat(again.json().path("count").asInt()).isZero();
    }

    @Test
    void twoNodesApplyOnce() {
        try (var _ = own.another()) {
            var name = daily();
            put(name, action("still") + "," + DAILY);
            until(name, "APPLIED");

            assertThat(
                            own.database()
                                    .value(
                                            "select count(*) from pg_locks where granted and"
                                                    + " locktype = 'advisory' and objid ="
                                                    + " hashtext('lovage_schedules')::oid and database"
                                                    + " = (select oid from pg_database where datname"
                                                    + " = current_database())"))
                    .isEqualTo("1");
            assertThat(get(name).at("/saved/version").asInt()).isEqualTo(2);
        }
    }

    @Test
    void waitsForTemporalAndThenGoesOn() {
        own.temporal.turn(Door.State.SHUT);
        try {
            put("patient", action("still") + "," + DAILY);
            until("patient", status -> status.at("/applied/error").asText().contains("Temporal"));
            assertThat(get("patient").at("/status/applied/state").asText()).isEqualTo("PENDING");
            assertThat(call("POST", "/patient/pause").json("{}").send().status()).isEqualTo(503);
        } finally {
            own.temporal.turn(Door.State.OPEN);
        }
        until("patient", "APPLIED");
        assertThat(get("patient").at("/status/applied/error").isMissingNode()).isTrue();
    }
}
