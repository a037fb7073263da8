package dev.lovage.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Call put(String name, String query, String text) {
        return api.call("PUT", "/api/v1/workflows/" + name + query).as(Role.EDITOR).yaml(text);
    }

    private static Api.Answer get(String path) {
        return api.call("GET", "/api/v1/workflows" + path).as(Role.VIEWER).send();
    }

    @Test
    void aChangeIsANewRevisionAndTheSameContentIsNot() {
        var first = put("steps", "", "name: steps\ndo: {value: 1}").send();
        var same = put("steps", "", "# only a remark\ndo:   {value: 1}\nname: steps").send();
        var second = put("steps", "", "name: steps\ndo: {value: 2}").send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().path("created").asBoolean()).isFalse();
        assertThat(same.header("etag")).isEqualTo(first.header("etag"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().path("revision").asInt()).isEqualTo(2);
        assertThat(get("/steps").json().path("definition").path("do").path("value").asInt())
                .isEqualTo(2);
        assertThat(get("/steps/revisions/1").json().path("source").asText())
                .isEqualTo("name: steps\ndo: {value: 1}");
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("workflow:write workflow/steps@1 done")
                .contains("workflow:write workflow/steps@2 done")
                .doesNotContain("workflow:write workflow/steps@3 done");
    }

    @Test
    void aDryRunSaysWhatSavingWouldDoAndSavesNothing() {
        var answer = put("dry", "?dryRun=true", "name: dry\ndo: {task: log.writ}").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("revision").asInt()).isEqualTo(1);
        assertThat(answer.json().path("created").asBoolean()).isTrue();
        assertThat(get("/dry").status()).isEqualTo(404);
    }

    @Test
    void warnsOfATaskThatNobodyHasAnnounced() {
        var answer = put("early", "", "name: early\ndo: [{value: 1}, {task: log.writ}]").send();

        assertThat(answer.status()).isEqualTo(201);
        var warning = answer.json().path("warnings").path(0);
        assertThat(warning.path("pointer").asText()).isEqualTo("/do/chain/1/task");
        assertThat(warning.path("message").asText()).contains("log.write");
    }

    @Test
    void warnsOfAPauseThatNoRunOutlives() {
        var answer =
                put("patient", "", "name: patient\nrunTimeout: 1h\ndo: {await: go, timeout: 2h}")
                        .send();

        assertThat(answer.status()).isEqualTo(201);
        var warning = answer.json().path("warnings").path(0);
        assertThat(warning.path("pointer").asText()).isEqualTo("/do/timeout");
        assertThat(warning.path("message").asText()).startsWith("Line 3, ").contains("runTimeout");
    }

    @Test
    void savesOnlyOverWhatTheCallerHasRead() {
        var tag = put("held", "", "name: held\ndo: {value: 1}").send().header("etag");
        var mine = put("held", "", "name: held\ndo: {value: 2}").header("If-Match", tag).send();
        var late = put("held", "", "name: held\ndo: {value: 3}").header("If-Match", tag).send();
        var anew = put("held", "", "name: held\ndo: {value: 4}").header("If-None-Match", "*");

        assertThat(mine.status()).isEqualTo(201);
        assertThat(late.status()).isEqualTo(412);
        assertThat(anew.send().status()).isEqualTo(412);
    }

    @Test
    void readsJsonAsWell() {
        var answer =
                api.call("PUT", "/api/v1/workflows/json")
                        .as(Role.EDITOR)
                        .json("{\"name\": \"json\", \"do\": [{\"value\": 1}]}")
                        .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(get("/json/graph").json().path("nodes")).hasSize(2);
    }

    @Test
    void namesTheLineOfAMistake() {
        var answer = put("lines", "", "name: lines\ndo:\n  task: 7\n").send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .startsWith("Line 3, column ");
    }

    @Test
    void listsByNameInPages() {
        put("list-a", "", "name: list-a\ndo: {value: 1}").send();
        put("list-b", "", "name: list-b\ndo: {value: 1}").send();
        var first = get("?pageSize=1").json();
        var second = get("?pageSize=1&pageToken=" + first.path("nextPageToken").asText()).json();

        assertThat(first.path("items")).hasSize(1);
        assertThat(second.path("items").path(0).path("name").asText())
                .isGreaterThan(first.path("items").path(0).path("name").asText());
    }
}
