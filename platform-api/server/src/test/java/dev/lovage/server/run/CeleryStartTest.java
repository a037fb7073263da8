package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Json;
import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.RunEngine.Launch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Celery's JSON and Celery's words over REST.
class CeleryStartTest {
    private static final String RESIZE =
            "{\"task\": \"image.resize\", \"args\": [\"${x}\"], \"kwargs\": {}, \"options\": {%s}, \"subtask_type\": null, \"immutable\": false}";
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Answer post(String path, String body) {
        return api.call("POST", "/api/v1" + path).as(Role.OPERATOR).json(body).send();
    }

    private static Launch launched(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        return api.bean(FakeRunEngine.class).launched().get(answer.json().path("id").asText());
    }

    private static String body(Launch launch) {
        return Json.write(launch.input().bundle().pinned().definition().get("do"));
    }

    @Test
    void aCanvasOfCelerysIsStartedWithWhatIsGiven() {
        var canvas = RESIZE.formatted("\"task_id\": \"abc\", \"queue\": \"stored\"");
        var launch =
                launched(
                        post(
                                "/runs",
                                "{\"canvas\": %s, \"args\": [1], \"kwargs\": {\"k\": 2}, \"options\": {\"queue\": \"given\"}, \"tags\": [\"mine\"]}"
                                        .formatted(canvas)));

        assertThat(body(launch))
                .isEqualTo(
                        "{\"task\":\"image.resize\",\"args\":[1,\"$${x}\"],\"with\":{\"k\":2},\"queue\":\"given\"}");
        assertThat(launch.input().frozen().tags()).containsExactly("celery-id:abc", "mine");
    }

    @Test
    void whatIsWrongWithItIsToldWithItsPlace() {
        var answer = post("/runs", "{\"canvas\": " + RESIZE.formatted("\"priority\": 10") + "}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("CANVAS_INVALID");
        assertThat(answer.json().at("/errors/0/pointer").asText())
                .isEqualTo("/canvas/options/priority");
    }

    @Test
    void aTaskThatNobodyServesIsToldWithItsPlace() {
        var link = RESIZE.formatted("").replace("image.resize", "image.rezise");
        var answer =
                post("/runs", "{\"canvas\": " + RESIZE.formatted("\"link\": [" + link + "]") + "}");

        assertThat(answer.code()).isEqualTo("TASK_UNKNOWN");
        assertThat(answer.json().at("/errors/0/pointer").asText())
                .isEqualTo("/canvas/options/link/0/task");
    }

    @Test
    void eachOfTheTwoTakesItsOwn() {
        var ours = post("/runs", "{\"canvas\": {\"task\": \"image.resize\"}, \"args\": []}");
        assertThat(ours.json().at("/errors/0/pointer").asText()).isEqualTo("/args");
        var theirs = post("/runs", "{\"canvas\": " + RESIZE.formatted("") + ", \"input\": {}}");
        assertThat(theirs.json().at("/errors/0/pointer").asText()).isEqualTo("/input");
    }

    @Test
    void aDefinitionIsSavedInOurForm() {
        var saved =
                api.call("PUT", "/api/v1/workflows/from-celery")
                        .as(Role.EDITOR)
                        .json("{\"name\": \"from-celery\", \"do\": " + RESIZE.formatted("") + "}")
                        .send();
        assertThat(saved.status()).isEqualTo(201);
        var read = api.call("GET", "/api/v1/workflows/from-celery").as(Role.VIEWER).send();

        assertThat(read.json().at("/definition/do/args/0").asText()).isEqualTo("$${x}");
        assertThat(body(launched(post("/workflows/from-celery/runs", "{}"))))
                .contains("\"args\":[\"$${x}\"]");
    }

    @Test
    void oneTaskTakesCelerysWordsBesideOurs() {
        var launch =
                launched(
                        post(
                                "/tasks/image.resize/runs",
                                "{\"args\": [1], \"options\": {\"countdown\": 1.5, \"expires\": 60, \"time_limit\": 9, \"timeout\": {\"soft\": \"5s\"}, \"priority\": 2, \"link_error\": %s}}"
                                        .formatted(RESIZE.formatted(""))));

        assertThat(Json.read(body(launch)))
                .isEqualTo(
                        Json.read(
                                "{\"task\": \"image.resize\", \"args\": [1], \"priority\": 2, \"timeout\": {\"attempt\": \"9s\", \"soft\": \"5s\"}, \"countdown\": \"PT1.5S\", \"expires\": \"1m\", \"onError\": {\"task\": \"image.resize\", \"args\": [\"${error}\", \"$${x}\"]}}"));
    }

    @Test
    void ourOwnWordsStayOurs() {
        var launch =
                launched(
                        post(
                                "/tasks/image.resize/runs",
                                "{\"options\": {\"countdown\": \"2s\", \"expires\": \"30s\"}}"));

        assertThat(body(launch)).contains("\"countdown\":\"2s\"", "\"expires\":\"30s\"");
    }

    @Test
    void celerysStateStandsBesideOurs() {
        var run =
                post("/runs", "{\"canvas\": " + RESIZE.formatted("") + "}")
                        .json()
                        .path("id")
                        .asText();

        var read = api.call("GET", "/api/v1/runs/" + run).as(Role.OPERATOR).send();
        assertThat(read.json().path("celeryState").asText()).isEqualTo("PENDING");
        var result = api.call("GET", "/api/v1/runs/" + run + "/result").as(Role.OPERATOR).send();
        assertThat(result.json().path("state").asText()).isEqualTo("RUNNING");
        assertThat(result.json().path("celeryState").asText()).isEqualTo("STARTED");
    }
}
