package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.RunState;
import dev.lovage.server.Api;
import dev.lovage.server.FakeDatabase;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.People;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.RunEngine.Ending;
import dev.lovage.server.run.RunEngine.Launch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class StartTest {
    private static final String RUNS = "/api/v1/workflows/thumbs/runs";
    private static Api api;
    private static FakeRunEngine engine;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        engine = api.bean(FakeRunEngine.class);
        api.call("PUT", "/api/v1/workflows/thumbs")
                .as(Role.EDITOR)
                .yaml(
                        """
                        name: thumbs
                        queue: media
                        runTimeout: 1h
                        tags: [pictures]
                        input: {type: object, properties: {width: {type: integer, default: 256}}}
                        do: {task: image.resize}
                        """)
                .send();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void everythingIsUpAgain() {
        engine.down(false);
        api.bean(FakeDatabase.class).down(false);
    }

    private static Api.Call call(String body) {
        return api.call("POST", RUNS).as(Role.OPERATOR).json(body);
    }

    private static Launch launched(Api.Answer answer) {
        return engine.launched().get(answer.json().path("id").asText());
    }

    private static List<String> audited(String run) {
        return api.bean(FakeAudit.class).lines().stream()
                .filter(line -> line.contains(run))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    @Test
    void startsARunWithAllThatItTakes() {
        var answer = call("{\"tags\": [\"urgent\"], \"priority\": 1}").send();

        assertThat(answer.status()).isEqualTo(202);
        var run = answer.json().path("id").asText();
        assertThat(run).matches("thumbs~[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(answer.header("location")).isEqualTo("/api/v1/runs/" + run);
        var launch = launched(answer);
        assertThat(launch.queue()).isEqualTo("media");
        assertThat(launch.timeout()).isEqualTo(Duration.ofMinutes(60));
        assertThat(launch.input().input()).isEqualTo(Map.of("width", 256L));
        assertThat(launch.input().bundle().pinned().revision()).isEqualTo(1);
        var frozen = launch.input().frozen();
        assertThat(frozen.tags()).containsExactly("pictures", "urgent");
        assertThat(frozen.priority()).isEqualTo(1);
        assertThat(frozen.origin()).isEqualTo(new RunInput.Origin("api", "service"));
        assertThat(frozen.tasks())
                .isEqualTo(Map.of("image.resize", Map.of("retry", Map.of("attempts", 2L))));
        assertThat(audited(run)).containsExactly("requested", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "terminate"})
    void needsNoBodyToStopARun(String how) {
        var run = call("{}").send().json().path("id").asText();

        var answer = api.call("POST", "/api/v1/runs/" + run + "/" + how).as(Role.OPERATOR).send();

        assertThat(answer.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"cli, cli", "console, console", "curl, api", "schedule, api"})
    void saysThroughWhichOfOurProgramsARunWasAskedFor(String client, String trigger) {
        var answer = call("{}").header("Lovage-Client", client).send();

        assertThat(launched(answer).input().frozen().origin().kind()).isEqualTo(trigger);
    }

    @Test
    void showsWhatARunWasStartedWithToWhoMaySeeIt() {
        var run = call("{\"input\": {\"width\": 7}}").send().json().path("id").asText();
        var path = "/api/v1/runs/" + run + "/input";

        var seen = api.call("GET", path).as(Role.OPERATOR).send();
        assertThat(seen.json().path("json").path("width").asInt()).isEqualTo(7);
        assertThat(api.call("GET", path).as(Role.VIEWER).send().status()).isEqualTo(403);
    }

    @Test
    void listsARunAtOnce() {
        var run = call("{}").send().json().path("id").asText();

        var read = api.call("GET", "/api/v1/runs/" + run).as(Role.VIEWER).send();

        assertThat(read.json().path("state").asText()).isEqualTo("QUEUED");
        assertThat(read.json().path("seen").path("source").asText()).isEqualTo("projection");
    }

    @Test
    void theSameKeyAndRequestIsTheSameRun() {
        var key = UUID.randomUUID().toString();
        var first = call("{\"input\": {\"width\": 1}}").header("Idempotency-Key", key).send();
        var second = call("{\"input\":{\"width\":1}}").header("Idempotency-Key", key).send();

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(first.header("idempotency-replayed")).isEmpty();
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        var key = UUID.randomUUID().toString();
        call("{\"input\": {\"width\": 1}}").header("Idempotency-Key", key).send();
        var other = call("{\"input\": {\"width\": 2}}").header("Idempotency-Key", key).send();

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void theSameKeyOfAnotherTenantIsAnotherRun() {
        assertThat(RunIds.of("thumbs", "default", "k"))
                .isNotEqualTo(RunIds.of("thumbs", "other", "k"))
                .isEqualTo(RunIds.of("thumbs", "default", "k"));
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        assertThat(call("{\"id\": \"mine\"}").send().status()).isEqualTo(202);
        var again = call("{\"id\": \"mine\"}").send();

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("RUN_EXISTS");
    }

    @Test
    void takesTheArgumentsOfATaskAsData() {
        var answer =
                api.call("POST", "/api/v1/tasks/image.resize/runs")
                        .as(Role.OPERATOR)
                        .json("{\"args\": [\"${input}\"], \"options\": {\"priority\": 2}}")
                        .send();

        var definition = launched(answer).input().bundle().pinned().definition();
        assertThat(definition.get("do"))
                .isEqualTo(
                        Map.of(
                                "task",
                                "image.resize",
                                "args",
                                List.of("$${input}"),
                                "priority",
                                2L));
        assertThat(launched(answer).queue()).isEqualTo("media");
    }

    @Test
    void nothingIsStartedWhilePostgresIsDown() {
        var before = engine.launched().size();
        var token = api.token(Role.OPERATOR);
        call("{\"id\": \"before\"}").send();
        api.bean(FakeDatabase.class).down(true);

        var answer = api.call("POST", RUNS).bearer(token).json("{}").send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(engine.launched()).hasSize(before + 1);
    }

    @Test
    void aStartWithoutAnAnswerIsWrittenDownAsUnknown() {
        engine.down(true);

        var answer = call("{\"id\": \"lost\"}").send();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(audited("run/lost")).containsExactly("requested", "unknown");
    }

    @Test
    void aRunOfAnotherTenantDoesNotExist() {
        var run = call("{}").send().json().path("id").asText();
        var stranger = api.bean(People.class).token("other", Role.ADMIN);

        for (var path : List.of("", "/steps", "/graph", "/result")) {
            var answer = api.call("GET", "/api/v1/runs/" + run + path).bearer(stranger).send();
            assertThat(answer.status()).as(path).isEqualTo(404);
        }
        var cancel = api.call("POST", "/api/v1/runs/" + run + "/cancel").bearer(stranger);
        assertThat(cancel.json("{}").send().status()).isEqualTo(404);
    }

    @Test
    void givesTheResultOnceThereIsOne() {
        var run = call("{}").send().json().path("id").asText();
        var path = "/api/v1/runs/" + run + "/result";
        var open = api.call("GET", path).as(Role.OPERATOR).send();
        engine.end(run, new Ending(RunState.SUCCEEDED, List.of(1L), null));
        var ended = api.call("GET", path + "?wait=30s").as(Role.OPERATOR).send();

        assertThat(open.status()).isEqualTo(202);
        assertThat(open.json().path("state").asText()).isEqualTo("RUNNING");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("result").path(0).asLong()).isEqualTo(1);
    }

    @Test
    void cancelsOnceAndThenSaysThatItHasEnded() {
        var run = call("{}").send().json().path("id").asText();
        var path = "/api/v1/runs/" + run;
        var first = api.call("POST", path + "/cancel").as(Role.OPERATOR).json("{}").send();
        var then = api.call("POST", path + "/terminate").as(Role.OPERATOR).json("{}").send();

        assertThat(first.status()).isEqualTo(202);
        assertThat(then.status()).isEqualTo(409);
        assertThat(then.code()).isEqualTo("RUN_ENDED");
        assertThat(audited(run))
                .containsExactly("requested", "done", "requested", "done", "requested", "failed");
    }

    @Test
    void pagesThroughRunsNewestFirstWithoutMissingOne() {
        for (int i = 0; i < 5; i++) {
            call("{\"id\": \"page-" + i + "\"}").send();
        }
        var seen = new java.util.ArrayList<String>();
        var path = "/api/v1/runs?pageSize=2";
        for (var token = ""; token != null; ) {
            var page = api.call("GET", path + token).as(Role.VIEWER).send().json();
            page.path("items").forEach(item -> seen.add(item.path("id").asText()));
            var next = page.path("nextPageToken").asText("");
            token = next.isEmpty() ? null : "&pageToken=" + next;
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(run -> run.startsWith("page-")))
                .containsExactlyInAnyOrder("page-4", "page-3", "page-2", "page-1", "page-0");
    }
}
