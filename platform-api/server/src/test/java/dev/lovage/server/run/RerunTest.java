package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.canvas.RunInput.RerunOf;
import dev.lovage.events.RunState;
import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.RunEngine.Ending;
import dev.lovage.server.run.RunEngine.Launch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

class RerunTest {
    private static final Past FAILED = new Past.Unwell("FAILED");
    private static Api api;
    private static FakeRunEngine engine;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        engine = api.bean(FakeRunEngine.class);
        api.call("PUT", "/api/v1/workflows/again")
                .as(Role.EDITOR)
                .yaml(
                        """
                        name: again
                        tags: [pictures]
                        input: {type: object, properties: {width: {type: integer, default: 256}}}
                        do:
                          - {id: first, task: image.resize, onError: {task: image.resize}}
                          - {map: "${prev}", do: {task: image.resize}}
                          - {id: third, task: image.resize}
                        """)
                .send();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /// A run of which the second step failed.
    private static String run() {
        var answer =
                api.call("POST", "/api/v1/workflows/again/runs")
                        .as(Role.OPERATOR)
                        .json("{\"input\": {\"width\": 5}, \"tags\": [\"mine\"], \"priority\": 2}")
                        .send();
        return answer.json().path("id").asText();
    }

    private static String failed() {
        var run = run();
        engine.past(
                run,
                Map.of(
                        "do.0", new Past.Kept(Ended.done("a")),
                        "do.1", FAILED,
                        "do.1.m.0", FAILED));
        engine.end(run, new Ending(RunState.FAILED, null, null));
        return run;
    }

    private static Api.Answer rerun(String run, String body) {
        return api.call("POST", "/api/v1/runs/" + run + "/rerun")
                .as(Role.OPERATOR)
                .json(body)
                .send();
    }

    private static Api.Answer plan(String run, String query) {
        return api.call("GET", "/api/v1/runs/" + run + "/rerun-plan" + query)
                .as(Role.OPERATOR)
                .send();
    }

    private static Launch launched(Api.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        return engine.launched().get(answer.json().path("id").asText());
    }

    @Test
    void runsFromAStepWithWhatWasDoneBefore() {
        var run = failed();

        var again = launched(rerun(run, "{\"from\": \"do.1\"}"));

        assertThat(again.run()).startsWith("again~").isNotEqualTo(run);
        var input = again.input();
        assertThat(input.resume().steps()).containsOnly(Map.entry("do.0", Ended.done("a")));
        assertThat(input.input()).isEqualTo(Map.of("width", 5L));
        assertThat(input.bundle()).isEqualTo(engine.launched().get(run).input().bundle());
        assertThat(input.frozen().tags()).containsExactly("pictures", "mine");
        assertThat(input.frozen().priority()).isEqualTo(2);
        assertThat(input.frozen().origin().rerunOf()).isEqualTo(new RerunOf(run, "do.1", null));
    }

    @Test
    void showsWhatItRepeatsAndIsAudited() {
        var run = failed();

        var again = launched(rerun(run, "{\"only\": \"first\"}")).run();

        var shown = api.call("GET", "/api/v1/runs/" + again).as(Role.VIEWER).send().json();
        assertThat(shown.at("/trigger/rerunOf/run").asText()).isEqualTo(run);
        assertThat(shown.at("/trigger/rerunOf/only").asText()).isEqualTo("do.0");
        assertThat(api.bean(FakeAudit.class).lines())
                .anyMatch(line -> line.contains("run/" + again) && line.contains("requested"));
    }

    @Test
    void runsAllOfItWithAnotherInput() {
        var again = launched(rerun(failed(), "{\"input\": {\"width\": 7}}"));

        assertThat(again.input().resume().steps()).isEmpty();
        assertThat(again.input().input()).isEqualTo(Map.of("width", 7L));
    }

    @Test
    void needsNoBodyToRunAllOfIt() {
        var run = failed();

        var again =
                launched(
                        api.call("POST", "/api/v1/runs/" + run + "/rerun")
                                .as(Role.OPERATOR)
                                .send());

        assertThat(again.input().input()).isEqualTo(Map.of("width", 5L));
    }

    @Test
    void theSameKeyGivesTheSameRun() {
        var run = failed();
        var key = UUID.randomUUID().toString();

        var ids =
                Stream.of("do.1", "do.1", "do.0")
                        .map(step ->
                                api.call("POST", "/api/v1/runs/" + run + "/rerun")
                                        .as(Role.OPERATOR)
                                        .header("Idempotency-Key", key)
                                        .json("{\"from\": \"" + step + "\"}")
                                        .send())
                        .toList();

        assertThat(ids.get(1).json().path("id")).isEqualTo(ids.get(0).json().path("id"));
        assertThat(ids.get(1).header("idempotency-replayed")).isEqualTo("true");
        assertThat(ids.get(2).json().path("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void thePlanSaysWhatRunsAgainAndWhy() {
        var plan = plan(failed(), "?from=do.1").json();

        assertThat(plan.path("source").asText()).isEqualTo("temporal");
        assertThat(plan.path("from").asText()).isEqualTo("do.1");
        assertThat(plan.path("steps"))
                .extracting(step -> step.path("path").asText() + " " + step.path("why").asText())
                .containsExactly("do.0 DONE", "do.1 CHOSEN", "do.2 FOLLOWS");
    }

    @Test
    void withoutAWorkerOnlyTheReadModelKnows() {
        var run = run();
        engine.end(run, new Ending(RunState.FAILED, null, null));

        var answer = plan(run, "?from=do.0");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).contains("never came to `do.0`");
        assertThat(plan(run, "").json().path("source").asText()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "do.7|There is no step `do.7`. Did you mean `do.0`, `do.1` or `do.2`?",
                "frist|Did you mean `first`?",
                "do.1.m.*|Name one item",
                "do.0.err.0|rerun that",
                "do.1.m.4|never came to `do.1.m.4`.",
                "do.2|never came to `do.2`. What did not end well: `do.1`."
            })
    void aStepThatCannotBeRerunIsRefused(String step, String message) {
        var answer = rerun(failed(), "{\"from\": \"" + step + "\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/from");
        assertThat(answer.json().at("/errors/0/message").asText()).contains(message);
    }

    @Test
    void anOpenRunIsRefused() {
        var answer = rerun(run(), "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("RUN_OPEN");
    }

    @Test
    void anInputThatMissesTheSchemaIsRefused() {
        var answer = rerun(failed(), "{\"input\": {\"width\": \"wide\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("INPUT_INVALID");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/input/width");
    }

    @Test
    void whatTemporalWouldNotTakeIsRefused() {
        var large = "x".repeat(1_045_000);
        var run = run();
        engine.past(run, Map.of("do.0", new Past.Kept(Ended.done(large)), "do.1", FAILED));
        engine.end(run, new Ending(RunState.FAILED, null, null));
        var before = engine.launched().size();

        var answer = rerun(run, "{\"from\": \"do.1\", \"input\": {\"text\": \"" + large + "\"}}");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.pointer()).isEqualTo("/from");
        assertThat(answer.json().path("detail").asText()).contains("an earlier step");
        assertThat(engine.launched()).hasSize(before);
    }

    @Test
    void fromAndOnlyTogetherAreRefused() {
        assertThat(rerun(failed(), "{\"from\": \"do.0\", \"only\": \"do.0\"}").status())
                .isEqualTo(422);
    }

    @Test
    void aRunThatIsNotThereIsNotFound() {
        assertThat(rerun("again~none", "{}").status()).isEqualTo(404);
    }

    @Test
    void whoMayOnlyReadMayNotRerun() {
        var answer =
                api.call("POST", "/api/v1/runs/" + failed() + "/rerun")
                        .as(Role.VIEWER)
                        .json("{}")
                        .send();

        assertThat(answer.status()).isEqualTo(403);
    }
}
