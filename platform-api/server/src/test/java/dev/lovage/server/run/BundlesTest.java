package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// What a run takes along, and what keeps it from starting.
class BundlesTest {
    private static Api api;
    private static FakeRunEngine engine;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        engine = api.bean(FakeRunEngine.class);
        save("leaf", "do: {task: image.resize}");
        save("leaf", "do: [{task: image.resize}, {value: 2}]");
        save("middle", "do: [{flow: leaf}, {flow: leaf, revision: 1}]");
        save("top", "do: {map: [1, 2], do: {flow: middle}}");
        save("lost", "do: {flow: leav}");
        save("over-lost", "do: {flow: lost}");
        save("unserved", "do: {flow: calls-nobody}");
        save("calls-nobody", "do: {task: nobody.serves}");
        save("demands", "do: {task: image.resize, inline: true}");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Answer save(String name, String body) {
        return api.call("PUT", "/api/v1/workflows/" + name)
                .as(Role.EDITOR)
                .yaml("name: " + name + "\n" + body)
                .send();
    }

    private static Api.Answer run(String name) {
        return api.call("POST", "/api/v1/workflows/" + name + "/runs")
                .as(Role.OPERATOR)
                .json("{}")
                .send();
    }

    private static Api.Answer canvas(String canvas) {
        return api.call("POST", "/api/v1/runs")
                .as(Role.OPERATOR)
                .json("{\"canvas\": " + canvas.replace('\'', '"') + "}")
                .send();
    }

    private static RunInput launched(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        return engine.launched().get(answer.json().path("id").asText()).input();
    }

    @Test
    void aRunTakesAlongAllThatItLeadsTo() {
        var input = launched(run("top"));

        var bundle = input.bundle();
        assertThat(bundle.main()).isEqualTo("top");
        assertThat(bundle.definitions()).containsOnlyKeys("top", "middle", "leaf", "leaf@1");
        assertThat(bundle.definitions().get("leaf").revision()).isEqualTo(2);
        assertThat(bundle.definitions().get("leaf@1").revision()).isEqualTo(1);
        assertThat(bundle.definitions().get("middle").flows())
                .containsExactlyInAnyOrder("leaf", "leaf@1");
        assertThat(input.frozen().tasks()).containsKey("image.resize");
    }

    @Test
    void aChildTakesAlongOnlyWhatItLeadsTo() {
        var input = launched(run("top"));
        var labels = new RunInput.Labels(List.of(), null);
        var step = RunInput.Origin.flow("top~1", "do.m.0");

        var middle = input.child("middle", null, labels, step, 1);
        var leaf = middle.child("leaf@1", null, labels, step, 1);

        assertThat(middle.bundle().definitions()).containsOnlyKeys("middle", "leaf", "leaf@1");
        assertThat(leaf.bundle().main()).isEqualTo("leaf");
        assertThat(leaf.bundle().definitions()).containsOnlyKeys("leaf");
        assertThat(leaf.bundle().pinned().revision()).isEqualTo(1);
    }

    @Test
    void aCanvasTakesAlongWhatItLeadsToAsWell() {
        var input = launched(canvas("[{'flow': 'middle'}]"));

        assertThat(input.bundle().definitions())
                .containsOnlyKeys("adhoc", "middle", "leaf", "leaf@1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'flow': 'leav'}]                   | /canvas/0/flow | no workflow `leav`. Did you mean `leaf`?",
                "{'flow': 'leaf', 'revision': 9}      | /canvas/flow   | has no revision 9",
                "{'chain': [{'flow': 'over-lost'}]}   | /canvas/chain/0/flow | `leav`, which `lost` calls",
            })
    void aFlowThatThereIsNotKeepsTheRunFromStarting(String canvas, String pointer, String message) {
        var answer = canvas(canvas);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("WORKFLOW_UNKNOWN");
        var error = answer.json().path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo(pointer);
        assertThat(error.path("message").asText()).contains(message);
    }

    @Test
    void savingWarnsOfAFlowThatThereIsNotYet() {
        var answer = save("early", "do: {flow: later}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("warnings").path(0).path("pointer").asText())
                .isEqualTo("/do/flow");
    }

    @Test
    void aTaskOfAChildThatNobodyServesKeepsTheRunFromStarting() {
        var answer = run("unserved");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("TASK_UNKNOWN");
        var error = answer.json().path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo("/do/flow");
        assertThat(error.path("message").asText())
                .contains("In `calls-nobody` at /do/task", "nobody.serves");
    }

    @Test
    void aTaskOfAChildThatIsNotInlineThoughItShallBeIsToldOfWhenSavedAndRefusedAtTheStart() {
        var saved = save("over-demands", "do: {flow: demands}");
        var started = run("over-demands");

        var warning = saved.json().path("warnings").path(0);
        assertThat(warning.path("pointer").asText()).isEqualTo("/do/flow");
        assertThat(started.status()).isEqualTo(422);
        assertThat(started.json().path("code").asText()).isEqualTo("TASK_NOT_INLINE");
        var error = started.json().path("errors").path(0);
        assertThat(error).isEqualTo(warning);
        assertThat(error.path("message").asText()).contains("In `demands` at /do/inline");
    }

    @Test
    void aWorkflowThatLeadsBackToItselfIsNotSaved() {
        save("ping", "do: {value: 1}");
        save("pong", "do: {flow: ping}");

        var own = save("self", "do: {flow: self}");
        var round = save("ping", "do: {chain: [{value: 1}, {flow: pong}]}");

        assertThat(own.status()).isEqualTo(422);
        assertThat(own.json().path("code").asText()).isEqualTo("FLOW_CYCLE");
        assertThat(round.status()).isEqualTo(422);
        assertThat(round.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/do/chain/1/flow");
        assertThat(round.json().path("errors").path(0).path("message").asText())
                .contains("ping → pong → ping");
        assertThat(launched(run("pong")).bundle().definitions()).containsOnlyKeys("pong", "ping");
    }

    @Test
    void aRunTakesAlongOnlySoMany() {
        save("many-0", "do: {value: 1}");
        for (int i = 1; i <= 48; i++) {
            save("many-" + i, "do: {flow: many-" + (i - 1) + "}");
        }
        assertThat(run("many-48").status()).isEqualTo(202);

        save("many-49", "do: {flow: many-48}");
        var answer = save("many-50", "do: {flow: many-49}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("BUNDLE_TOO_LARGE");
    }
}
