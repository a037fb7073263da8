package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.canvas.Signals;
import dev.lovage.events.RunState;
import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.People;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.RunEngine.Ending;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Many runs are steered with one request, over HTTP, with fakes behind.
class BatchTest {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static Api api;
    private final String still = "still-" + TESTS.incrementAndGet();
    private final String other = "other-" + TESTS.get();

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void save() {
        api.bean(FakeRunEngine.class).down(false);
        for (var name : List.of(still, other)) {
            var definition = "name: " + name + "\ndo: {value: 1}";
            var saved = api.call("PUT", "/api/v1/workflows/" + name).as(Role.EDITOR);
            assertThat(saved.yaml(definition).send().status()).isEqualTo(201);
        }
    }

    private List<String> runs(String workflow, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> api.call("POST", "/api/v1/workflows/" + workflow + "/runs"))
                .map(call -> call.as(Role.OPERATOR).json("{}").send())
                .map(answer -> answer.json().path("id").asText())
                .toList();
    }

    private Api.Answer batch(String json) {
        return api.call("POST", "/api/v1/runs:batch").as(Role.OPERATOR).json(json).send();
    }

    private JsonNode done(String json) {
        var answer = batch(json);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    /// Of this test's runs.
    private List<String> cancelled() {
        var engine = api.bean(FakeRunEngine.class);
        return engine.launched().keySet().stream()
                .filter(run -> run.startsWith(still + "~") || run.startsWith(other + "~"))
                .filter(run -> engine.describe(run).orElseThrow().state() == RunState.CANCELLED)
                .toList();
    }

    private static String named(List<String> runs) {
        return "\"ids\": [\"" + String.join("\", \"", runs) + "\"]";
    }

    @Test
    void cancelsWhatIsNamedAndTellsOfEachWhatCameOfIt() {
        var runs = runs(still, 3);
        api.bean(FakeRunEngine.class).end(runs.get(1), new Ending(RunState.SUCCEEDED, 1, null));
        var named = new ArrayList<>(runs);
        named.add("nobody~1");
        named.add(runs.getFirst());

        var answer = done("{\"act\": \"cancel\", \"reason\": \"Enough.\", " + named(named) + "}");

        assertThat(answer.path("matching").asInt()).isEqualTo(4);
        assertThat(answer.path("outcomes"))
                .extracting(each -> each.path("code").asText("done"))
                .containsExactly("done", "RUN_ENDED", "done", "NOT_FOUND");
        assertThat(answer.path("outcomes").path(1).path("message").asText()).contains("ended");
        assertThat(api.bean(FakeAudit.class).lines())
                .contains(
                        "run:cancel run/" + runs.getFirst() + " requested",
                        "run:cancel run/" + runs.getFirst() + " done",
                        "run:cancel run/" + runs.get(1) + " failed");
    }

    @Test
    void countsFirstAndDoesNothingThen() {
        var runs = runs(still, 3);
        runs(other, 2);
        api.bean(FakeRunEngine.class).end(runs.getFirst(), new Ending(RunState.FAILED, null, null));

        var filter = "\"dryRun\": true, \"filter\": {\"workflow\": \"" + still + "\"}";
        var counted = done("{\"act\": \"CANCEL\", " + filter + "}");
        var named = done("{\"act\": \"CANCEL\", \"dryRun\": true, \"ids\": [\"nobody~1\"]}");

        assertThat(counted.path("matching").asInt()).isEqualTo(3);
        assertThat(counted.path("more").asBoolean()).isFalse();
        assertThat(counted.path("outcomes")).isEmpty();
        assertThat(named.path("matching").asInt()).isZero();
        assertThat(named.path("outcomes").path(0).path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(cancelled()).isEmpty();
    }

    @Test
    void goesThroughAllThatMatchAPageAtATimeEachOnce() {
        var runs = runs(still, 130);
        var others = runs(other, 2);
        var ask = "{\"act\": \"CANCEL\", \"filter\": {\"workflow\": \"" + still + "\"}%s}";

        var first = done(ask.formatted(""));
        var token = first.path("nextPageToken").asText();
        var second = done(ask.formatted(", \"pageToken\": \"" + token + "\""));

        assertThat(first.path("outcomes")).hasSize(100);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(second.path("nextPageToken").isMissingNode()).isTrue();
        var outcomes = new ArrayList<JsonNode>();
        first.path("outcomes").forEach(outcomes::add);
        second.path("outcomes").forEach(outcomes::add);
        assertThat(outcomes)
                .extracting(each -> each.path("run").asText())
                .containsExactlyInAnyOrderElementsOf(runs);
        assertThat(cancelled())
                .containsExactlyInAnyOrderElementsOf(runs)
                .doesNotContainAnyElementsOf(others);
        assertThat(batch("{\"act\": \"PAUSE\", \"filter\": {}, \"pageToken\": \"" + token + "\"}"))
                .extracting(Api.Answer::code)
                .isEqualTo("PAGE_INVALID");
    }

    @Test
    void pausesWithItsReasonAndEndAndLeavesAloneWhatItMeansNothingTo() {
        var run = runs(still, 1).getFirst();

        var paused =
                done(
                        """
                        {"act": "pause", "reason": "Deploy.", "until": "2999-01-01T00:00:00Z",
                         "filter": {"workflow": "%s", "status": ["QUEUED", "SUCCEEDED"]}}\
                        """
                                .formatted(still));
        var resumed = done("{\"act\": \"resume\", \"filter\": {\"status\": [\"QUEUED\"]}}");

        assertThat(paused.path("outcomes")).hasSize(1);
        assertThat(resumed.path("matching").asInt()).isZero();
        assertThat(api.bean(FakeRunEngine.class).told(run))
                .extracting(FakeRunEngine.Told::signal)
                .containsExactly(Signals.PAUSE);
        var pause = api.bean(PauseStore.class).find("default", run).orElseThrow();
        assertThat(pause.reason()).isEqualTo("Deploy.");
        assertThat(pause.until()).isNotNull();
    }

    @Test
    void isUnavailableWhenTemporalIsDownAndSaysSoOnce() {
        var runs = runs(still, 20);
        api.bean(FakeRunEngine.class).down(true);

        var answer = batch("{\"act\": \"cancel\", " + named(runs) + "}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(api.bean(FakeAudit.class).lines())
                .filteredOn(line -> line.startsWith("run:cancel run/" + still))
                .filteredOn(line -> line.endsWith("requested"))
                .hasSizeLessThan(runs.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"filter": {}}                                       | MALFORMED | /act
                    {"act": "burn", "filter": {}}                        | MALFORMED | /act
                    {"act": "cancel"}                                    | INVALID   | /ids
                    {"act": "cancel", "ids": ["a"], "filter": {}}        | INVALID   | /ids
                    {"act": "cancel", "ids": []}                         | INVALID   | /ids
                    {"act": "cancel", "ids": ["a"], "pageToken": "x"}    | INVALID   | /pageToken
                    {"act": "cancel", "ids": ["a"], "until": "2999-01-01T00:00:00Z"} | INVALID | /until
                    {"act": "pause", "ids": ["a"], "until": "1999-01-01T00:00:00Z"}  | INVALID | /until
                    {"act": "cancel", "filter": {"states": []}}          | MALFORMED | /filter/states
                    {"act": "cancel", "filter": {"status": ["ASLEEP"]}}  | MALFORMED | /filter/status/0
                    {"act": "cancel", "filter": {"from": "yesterday"}}   | MALFORMED | /filter/from
                    {"act": "cancel", "filter": {}, "pageToken": "x"}    | PAGE_INVALID | ?pageToken
                    """)
    void refusesWhatCannotBeMeantByItsPlace(String body, String code, String pointer) {
        var answer = batch(body);

        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.pointer()).isEqualTo(pointer);
    }

    @Test
    void takesNoMoreThanAHundredNamesAndNoEndlessReason() {
        var many = IntStream.rangeClosed(0, 100).mapToObj(i -> "x~" + i).toList();

        assertThat(batch("{\"act\": \"cancel\", " + named(many) + "}").pointer()).isEqualTo("/ids");
        var endless = "{\"act\": \"cancel\", \"filter\": {}, \"reason\": \"" + "x".repeat(1_001);
        assertThat(batch(endless + "\"}").pointer()).isEqualTo("/reason");
    }

    @Test
    void aTenantSteersItsOwnRunsOnly() {
        var runs = runs(still, 2);
        var token = api.bean(People.class).token("b", Role.OPERATOR);
        var call = api.call("POST", "/api/v1/runs:batch").bearer(token);

        var answer = call.json("{\"act\": \"cancel\", " + named(runs) + "}").send().json();

        assertThat(StreamSupport.stream(answer.path("outcomes").spliterator(), false))
                .extracting(each -> each.path("code").asText())
                .containsOnly("NOT_FOUND");
        assertThat(cancelled()).isEmpty();
    }
}
