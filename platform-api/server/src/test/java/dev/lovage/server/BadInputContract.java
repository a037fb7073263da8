package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lovage.server.access.People;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whatever is wrong with a request is told as a problem with its place; nothing is started and
/// nothing is kept. There are a workflow `resize`, a workflow `asking` with a run that waits, and
/// one that was terminated; `log.write` and `image.resize` are known.
abstract class BadInputContract {
    private static final String RUNS = "/api/v1/runs";
    private static final String SAVED = "/api/v1/workflows/resize/runs";
    private static final String ASKING = "/api/v1/workflows/asking/runs";
    private static final String KEY = "taken";

    private List<String> before = List.of();

    abstract Api api();

    /// All that was started, or is kept because somebody asked for it.
    abstract List<String> kept();

    /// @return the runs by the words that stand for them in the tables below
    static Map<String, String> prepare(Api api) {
        save(
                api,
                """
                name: resize
                input:
                  type: object
                  required: [folder]
                  properties:
                    folder: {type: string}
                    width: {type: integer, default: 256, minimum: 16}
                do: {task: image.resize, with: {folder: "${input.folder}"}}
                """);
        save(
                api,
                """
                name: asking
                queue: nobody
                do:
                  await: go
                  form: {type: object, required: [ok], properties: {ok: {type: boolean}}}
                """);
        var open = start(api, KEY);
        var over = start(api, "over");
        var ended = api.call("POST", RUNS + "/" + over + "/terminate").as(Role.ADMIN).send();
        assertThat(ended.status()).as(ended.response().body()).isEqualTo(202);
        return Map.of("OPEN", open, "OVER", over);
    }

    private static void save(Api api, String yaml) {
        var name = yaml.lines().findFirst().orElseThrow().replace("name: ", "");
        var saved = api.call("PUT", "/api/v1/workflows/" + name).as(Role.EDITOR).yaml(yaml).send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    private static String start(Api api, String key) {
        var answer =
                api.call("POST", ASKING)
                        .as(Role.OPERATOR)
                        .header("Idempotency-Key", key)
                        .json("{}")
                        .send();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    abstract Map<String, String> runs();

    private String path(String written) {
        var runs = runs();
        return written.replace("OPEN", runs.get("OPEN")).replace("OVER", runs.get("OVER"));
    }

    @BeforeEach
    void look() {
        before = kept();
    }

    @AfterEach
    void nothingWasStartedOrKept() {
        assertThat(kept()).isEqualTo(before);
    }

    static Stream<Arguments> bodies() {
        var deep = "[".repeat(200) + "]".repeat(200);
        var tooDeep = "/input" + "/0".repeat(100);
        return Stream.of(
                arguments(RUNS, "", 400, "MALFORMED", "none"),
                arguments(RUNS, "{", 400, "MALFORMED", ""),
                arguments(RUNS, "[]", 400, "MALFORMED", "none"),
                arguments(RUNS, "{} {}", 400, "MALFORMED", ""),
                arguments(RUNS, "{\"canvas\": NaN}", 400, "MALFORMED", ""),
                arguments(RUNS, "{\"canvas\": {}, \"canvas\": {}}", 400, "MALFORMED", "/canvas"),
                arguments(RUNS, "{\"input\": " + deep + "}", 400, "MALFORMED", tooDeep),
                arguments(RUNS, "{\"input\": \"\\ud800\"}", 400, "MALFORMED", "/input"),
                arguments(RUNS, "{\"input\": [\"a\\u0000\"]}", 400, "MALFORMED", "/input/0"),
                arguments(RUNS, "{\"input\": 1e999}", 400, "MALFORMED", "/input"),
                arguments(RUNS, "{\"input\": 1}", 400, "MALFORMED", "/canvas"),
                arguments(RUNS, "{\"canvass\": {}}", 400, "MALFORMED", "/canvass"),
                arguments(RUNS, "{\"canvas\": {}, \"at\": 1}", 422, "NOT_YET", "/at"),
                arguments(RUNS, "{\"canvas\": {}, \"in\": \"1h\"}", 422, "NOT_YET", "/in"),
                arguments(
                        RUNS,
                        canvas("{\"task\": \"log.write\", \"kwargs\": []}"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/kwargs"),
                arguments(RUNS, canvas("{}"), 422, "CANVAS_INVALID", "/canvas"),
                arguments(
                        RUNS,
                        canvas("{\"task\": \"log.write\", \"chain\": []}"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas"),
                arguments(
                        RUNS,
                        canvas("{\"task\": \"log.write\", \"colour\": 1}"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/colour"),
                arguments(
                        RUNS,
                        canvas("{\"task\": \"log.write\", \"timeout\": {\"attempt\": \"-3s\"}}"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/timeout/attempt"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": \"${1 +}\"}]"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/0/value"),
                arguments(
                        RUNS,
                        canvas(
                                "[{\"value\": \"${steps.later}\"}, {\"id\": \"later\", \"value\": 1}]"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/0/value"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": \"${steps.nowhere}\"}]"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/0/value"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": 1, \"if\": \"${1 + 1}\"}]"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/0/if"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": \"${" + "1+".repeat(2_100) + "1}\"}]"),
                        422,
                        "CANVAS_INVALID",
                        "/canvas/0/value"),
                arguments(
                        RUNS,
                        canvas("{\"flow\": \"nope\"}"),
                        422,
                        "WORKFLOW_UNKNOWN",
                        "/canvas/flow"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": 1}, {\"task\": \"log.writ\"}]"),
                        422,
                        "TASK_UNKNOWN",
                        "/canvas/1/task"),
                arguments(
                        RUNS,
                        canvas("[{\"value\": 1}, {\"task\": \"log.write\", \"inline\": true}]"),
                        422,
                        "TASK_NOT_INLINE",
                        "/canvas/1/inline"),
                arguments(SAVED, "{}", 422, "INPUT_INVALID", "/input/folder"),
                arguments(
                        SAVED,
                        "{\"input\": {\"folder\": 7}}",
                        422,
                        "INPUT_INVALID",
                        "/input/folder"),
                arguments(
                        SAVED,
                        "{\"input\": {\"folder\": \"x\", \"width\": 1}}",
                        422,
                        "INPUT_INVALID",
                        "/input/width"),
                arguments(SAVED, "{\"revision\": \"1\"}", 400, "MALFORMED", "/revision"),
                arguments(SAVED, "{\"revision\": 1.5}", 400, "MALFORMED", "/revision"),
                arguments(SAVED, "{\"revision\": 9}", 404, "NOT_FOUND", "none"),
                arguments(SAVED, "{\"priority\": 6}", 422, "INVALID", "/priority"),
                arguments(SAVED, "{\"id\": \"a~b\"}", 422, "INVALID", "/id"),
                arguments(SAVED, "{\"tags\": [\"\"]}", 422, "INVALID", "/tags/0"),
                arguments(SAVED, "{\"tags\": [1]}", 400, "MALFORMED", "/tags/0"),
                arguments("/api/v1/workflows/nope/runs", "{}", 404, "NOT_FOUND", "none"),
                arguments("/api/v1/tasks/log.writ/runs", "{}", 422, "TASK_UNKNOWN", ""),
                arguments(
                        "/api/v1/tasks/log.write/runs",
                        "{\"options\": {\"retry\": {\"attempts\": -1}}}",
                        422,
                        "CANVAS_INVALID",
                        "/options/retry/attempts"),
                arguments(
                        "/api/v1/runs/nope/cancel",
                        "{\"reasons\": 1}",
                        400,
                        "MALFORMED",
                        "/reasons"),
                arguments("/api/v1/runs/nope/cancel", "{}", 404, "NOT_FOUND", "none"),
                arguments("/api/v1/runs/nope/pause", "{}", 404, "NOT_FOUND", "none"),
                arguments(
                        "/api/v1/runs/nope/pause",
                        "{\"until\": \"2020-01-01T00:00:00Z\"}",
                        422,
                        "INVALID",
                        "/until"),
                arguments(
                        "/api/v1/runs/nope/pause",
                        "{\"until\": \"tomorrow\"}",
                        400,
                        "MALFORMED",
                        "/until"),
                arguments("/api/v1/runs/nope/resume", "{}", 404, "NOT_FOUND", "none"),
                arguments(
                        "/api/v1/runs/nope/resume",
                        "{\"until\": null}",
                        400,
                        "MALFORMED",
                        "/until"),
                arguments("/api/v1/runs/nope/signals/x", "{}", 404, "NOT_FOUND", "none"),
                arguments("/api/v1/approvals/nope", "{}", 404, "NOT_FOUND", "none"),
                arguments("/api/v1/approvals/do.0@nope", "{}", 404, "NOT_FOUND", "none"),
                arguments(RUNS + "/OPEN/signals/nobody", "{}", 404, "NOT_FOUND", "none"),
                arguments(
                        RUNS + "/OPEN/signals/go",
                        "{\"value\": {\"ok\": \"perhaps\"}}",
                        422,
                        "ANSWER_INVALID",
                        "/value/ok"),
                arguments(
                        RUNS + "/OPEN/signals/go",
                        "{\"value\": {}}",
                        422,
                        "ANSWER_INVALID",
                        "/value/ok"),
                arguments(RUNS + "/OPEN/rerun", "{}", 409, "RUN_OPEN", "none"),
                arguments(RUNS + "/OVER/rerun", "{\"from\": \"nope\"}", 422, "INVALID", "/from"),
                arguments(
                        RUNS + "/OVER/signals/go",
                        "{\"value\": {\"ok\": true}}",
                        409,
                        "RUN_ENDED",
                        "none"),
                arguments(RUNS + "/OVER/pause", "{}", 409, "RUN_ENDED", "none"),
                arguments("/api/v1/sessions", "{\"name\": \"x\"}", 400, "MALFORMED", "none"));
    }

    private static String canvas(String node) {
        return "{\"canvas\": " + node + "}";
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void namesWhatIsWrongWithABody(
            String path, String body, int status, String code, String pointer) {
        var answer = api().call("POST", path(path)).as(Role.ADMIN).json(body).send();

        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.pointer()).as(answer.response().body()).isEqualTo(pointer);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("x-request-id"))
                .isEqualTo(answer.json().path("requestId").asText());
        assertThat(answer.response().body()).doesNotContain("Exception", "java.", "jackson");
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                arguments("/runs?pageSize=0", 400, "?pageSize"),
                arguments("/runs?pageSize=10000", 400, "?pageSize"),
                arguments("/runs?pageSize=ten", 400, "?pageSize"),
                arguments("/runs?pageToken=forged", 400, "?pageToken"),
                arguments("/runs?pageToken=%00", 400, "?pageToken"),
                arguments("/runs?status=OPEN", 400, "?status"),
                arguments("/runs?from=yesterday", 400, "?from"),
                arguments("/workflows?pageToken=AAAA", 400, "?pageToken"),
                arguments("/approvals?pageToken=AAAA", 400, "?pageToken"),
                arguments("/approvals?mine=perhaps", 400, "?mine"),
                arguments("/approvals?pageSize=0", 400, "?pageSize"),
                arguments("/runs?tag=%00", 400, "?tag"),
                arguments("/runs?from=%2B1000000-01-01T00:00:00Z", 400, "?from"),
                arguments("/audit?pageSize=201", 400, "?pageSize"),
                arguments("/audit?pageToken=AAAA", 400, "?pageToken"),
                arguments("/audit?from=yesterday", 400, "?from"),
                arguments("/audit?to=2026-01-01&by=ann", 400, "?to"),
                arguments("/audit?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "?to"),
                arguments("/audit?run=x&subject=run/x", 400, "?subject"),
                arguments("/audit?action=%00", 400, "?action"),
                arguments("/approvals/nope", 404, "none"),
                arguments("/runs/nope", 404, "none"),
                arguments("/runs/nope/steps", 404, "none"),
                arguments("/runs/nope/steps/do.1", 404, "none"),
                arguments("/runs/nope/graph", 404, "none"),
                arguments("/runs/nope/result", 404, "none"),
                arguments("/runs/nope/result?wait=1h", 400, "?wait"),
                arguments("/runs/nope/result?wait=-1s", 400, "?wait"),
                arguments("/workflows/nope", 404, "none"),
                arguments("/workflows/resize/revisions/99999999999", 400, "none"),
                arguments("/workflows/resize/revisions/7", 404, "none"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void namesWhatIsWrongWithAQuery(String path, int status, String pointer) {
        var answer = api().call("GET", "/api/v1" + path).as(Role.ADMIN).send();

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.pointer()).isEqualTo(pointer);
        assertThat(answer.json().path("title").asText()).isNotBlank();
    }

    static Stream<Arguments> schedules() {
        var action = "\"action\": {\"workflow\": \"asking\"}";
        var spec = "\"spec\": {\"timezone\": \"UTC\", \"cron\": [\"%s\"]}";
        var daily = "\"spec\": {\"cron\": [\"0 3 * * *\"], ";
        return Stream.of(
                arguments(action + ", " + spec.formatted("0 0 3 * * *"), "/spec/cron/0"),
                arguments(action + ", " + spec.formatted("31 2"), "/spec/cron/0"),
                arguments(action + ", " + spec.formatted("0 3 L * *"), "/spec/cron/0"),
                arguments(action + ", " + spec.formatted(""), "/spec/cron/0"),
                arguments(action + ", " + daily + "\"timezone\": \"Mars\"}", "/spec/timezone"),
                arguments(
                        action
                                + ", "
                                + daily
                                + "\"timezone\": \"UTC\", \"startAt\": \"2026-02-01T00:00:00Z\","
                                + " \"endAt\": \"2026-01-01T00:00:00Z\"}",
                        "/spec/endAt"),
                arguments(
                        "\"action\": {\"workflow\": \"nope\"}, " + daily + "\"timezone\": \"UTC\"}",
                        "/action/workflow"));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void savesNoScheduleThatCannotBe(String body, String pointer) {
        var answer =
                api().call("PUT", "/api/v1/schedules/bad")
                        .as(Role.ADMIN)
                        .json("{" + body + "}")
                        .send();

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.pointer()).isEqualTo(pointer);
    }

    static Stream<Arguments> definitions() {
        var nodes = String.join(",", Collections.nCopies(501, "{\"value\": 1}"));
        var tower =
                IntStream.range(0, 21).mapToObj(_ -> "{\"chain\": [").reduce("", String::concat)
                        + "{\"value\": 1}"
                        + "]}".repeat(21);
        return Stream.of(
                arguments("bad", ": : :", ""),
                arguments("bad", "name: bad\ndo: {task: log.write, chain: []}", "/do"),
                arguments("bad", "name: bad\nname: bad\ndo: {value: 1}", "/name"),
                arguments("bad", "name: bad\ndo: {task: log.write, chunk: 9}", "/do/chunk"),
                arguments("bad", "name: bad\ndo: {value: 1}\ncolour: red", "/colour"),
                arguments("bad", "name: bad\nrunTimeout: 900d\ndo: {value: 1}", "/runTimeout"),
                arguments("bad", "name: other\ndo: {value: 1}", "/name"),
                arguments("bad", "name: adhoc\ndo: {value: 1}", "/name"),
                arguments("Bad", "name: Bad\ndo: {value: 1}", "/name"),
                arguments("a%2Fb", "name: a/b\ndo: {value: 1}", "/name"),
                arguments("a..b", "name: ..\ndo: {value: 1}", "/name"),
                arguments("x".repeat(65), "name: " + "x".repeat(65) + "\ndo: {value: 1}", "/name"),
                arguments("bad", "{\"name\": \"bad\", \"do\": [" + nodes + "]}", "/do"),
                arguments("bad", "{\"name\": \"bad\", \"do\": " + tower + "}", "/do"),
                arguments(
                        "bad",
                        "name: bad\ndo: [{id: a, value: 1}, {id: a, value: 2}]",
                        "/do/1/id"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void savesNoDefinitionWithAMistake(String name, String text, String pointer) {
        var answer =
                api().call("PUT", "/api/v1/workflows/" + name).as(Role.EDITOR).yaml(text).send();

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("CANVAS_INVALID");
        assertThat(answer.pointer()).as(answer.response().body()).startsWith(pointer);
        var read = api().call("GET", "/api/v1/workflows/" + name).as(Role.VIEWER).send();
        assertThat(read.status()).isEqualTo(404);
    }

    @Test
    void refusesABodyOfTwoMebibytes() {
        var body = "{\"input\": \"" + "x".repeat(2 << 20) + "\"}";

        var answer = api().call("POST", RUNS).as(Role.ADMIN).json(body).send();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("TOO_LARGE");
    }

    @Test
    void refusesANumberOfAMillionDigitsAtOnce() {
        var body = "{\"input\": " + "1".repeat(1_000_000) + "}";

        var answer = api().call("POST", RUNS).as(Role.ADMIN).json(body).send();

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var bytes = "{\"canvas\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1);

        var answer = api().call("POST", RUNS).as(Role.ADMIN).body("application/json", bytes).send();

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAnotherContentType() {
        var answer = api().call("POST", RUNS).as(Role.ADMIN).body("text/plain", new byte[1]).send();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesAnotherMethod() {
        var answer = api().call("PATCH", RUNS).as(Role.ADMIN).json("{}").send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void refusesAKeyThatIsNone() {
        var answer =
                api().call("POST", SAVED)
                        .as(Role.OPERATOR)
                        .header("Idempotency-Key", "x".repeat(256))
                        .json("{\"input\": {\"folder\": \"x\"}}")
                        .send();

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAWorkflowThatLeadsBackToItself() {
        var answer =
                api().call("PUT", "/api/v1/workflows/ring")
                        .as(Role.EDITOR)
                        .yaml("name: ring\ndo: [{value: 1}, {flow: ring}]")
                        .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("FLOW_CYCLE");
        assertThat(answer.pointer()).isEqualTo("/do/chain/1/flow");
    }

    @Test
    void offersTheNearestNamesOfATask() {
        var answer =
                api().call("POST", RUNS)
                        .as(Role.OPERATOR)
                        .json(canvas("{\"task\": \"log.writ\"}"))
                        .send();

        assertThat(answer.json().path("detail").asText()).contains("Did you mean `log.write`?");
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        var answer =
                api().call("POST", ASKING)
                        .as(Role.OPERATOR)
                        .header("Idempotency-Key", KEY)
                        .json("{\"input\": 2}")
                        .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    static Stream<Arguments> callers() {
        var start = "/api/v1/workflows/asking/runs";
        return Stream.of(
                arguments("nobody", "POST", start, 401),
                arguments("somebody", "POST", start, 401),
                arguments("VIEWER", "POST", start, 403),
                arguments("VIEWER", "PUT", "/api/v1/schedules/bad", 403),
                arguments("VIEWER", "POST", RUNS + "/OPEN/cancel", 403),
                arguments("elsewhere", "POST", RUNS + "/OPEN/cancel", 404),
                arguments("elsewhere", "POST", start, 404),
                arguments("elsewhere", "GET", RUNS + "/OPEN", 404),
                arguments("nobody", "POST", start + "/", 401),
                arguments("nobody", "POST", start + ";x", 401),
                arguments("nobody", "POST", "/" + start, 401),
                arguments("nobody", "POST", "/api/v1/sessions/%2e%2e/runs", 401),
                arguments("nobody", "POST", start.toUpperCase(Locale.ROOT), 401));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void whoMayNotIsRefused(String who, String method, String path, int status) {
        var call = api().call(method, path(path)).json("{}");
        var answer =
                switch (who) {
                    case "nobody" -> call.send();
                    case "somebody" -> call.bearer("x".repeat(40)).send();
                    case "elsewhere" ->
                            call.bearer(api().bean(People.class).token("elsewhere", Role.ADMIN))
                                    .send();
                    default -> call.as(Role.valueOf(who)).send();
                };

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    }

    @Test
    void refusesAStaleIfMatch() {
        var answer =
                api().call("PUT", "/api/v1/workflows/resize")
                        .as(Role.EDITOR)
                        .header("If-Match", "\"0-000000000000\"")
                        .yaml("name: resize\ndo: {value: 1}")
                        .send();

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.code()).isEqualTo("PRECONDITION_FAILED");
    }
}
