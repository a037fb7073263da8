package dev.lovage.server.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.events.RunState;
import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.approval.ApprovalStore.Open;
import dev.lovage.server.run.FakeRunEngine;
import dev.lovage.server.run.RunEngine.Ending;
import dev.lovage.server.run.RunKey;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

/// Signals and approvals, over HTTP, with fakes behind.
class ApprovalsTest {
    private static final String RELEASE =
            """
            name: release
            do:
              - await: approve
                label: Release to production
                form: {type: object, required: [version], properties: {version: {type: integer}, note: {type: string, default: none}}}
                assignees: ["role:editor"]
                timeout: 2h
              - {await: parcel}
              - graph:
                  state: {n: {merge: add}}
                  start: ship
                  nodes: {ship: {value: {n: 1}}}
                  interruptBefore: [ship]
            """;
    private static Api api;
    private String run;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        var saved =
                api.call("PUT", "/api/v1/workflows/release").as(Role.EDITOR).yaml(RELEASE).send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void run() {
        var answer =
                api.call("POST", "/api/v1/workflows/release/runs")
                        .as(Role.OPERATOR)
                        .json("{}")
                        .send();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        run = answer.json().path("id").asText();
    }

    private void waits(String path, String name, Instant until, boolean over) {
        var key = new RunKey("default", run, Instant.now());
        var since = Instant.now().minusSeconds(60);
        api.bean(FakeApprovalStore.class)
                .put(new Open(key, "release", 1, path, name, since, until, over));
    }

    private void approval() {
        waits("do.0", "approve", Instant.now().plusSeconds(3_600), false);
    }

    private Api.Answer decide(Role role, String json) {
        return decide(role, json, null);
    }

    private Api.Answer decide(Role role, String json, String key) {
        var call = api.call("POST", "/api/v1/approvals/do.0@" + run).as(role).json(json);
        return (key == null ? call : call.header("Idempotency-Key", key)).send();
    }

    private Api.Answer signal(String name, String json) {
        return api.call("POST", "/api/v1/runs/" + run + "/signals/" + name)
                .as(Role.EDITOR)
                .json(json)
                .send();
    }

    private Signals.Signal told() {
        var all = api.bean(FakeRunEngine.class).told(run);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().signal()).isEqualTo(Signals.SIGNAL);
        return (Signals.Signal) all.getFirst().argument();
    }

    @Test
    void listsWhatIsMineWithItsFormAndDeadline() {
        approval();
        var query = "/api/v1/approvals?run=" + run;

        var all = api.call("GET", query).as(Role.VIEWER).send().json().path("items");
        assertThat(all).hasSize(1);
        assertThat(all.path(0).path("text").asText()).isEqualTo("Release to production");
        assertThat(all.path(0).path("mine").asBoolean()).isFalse();
        assertThat(all.path(0).at("/form/required/0").asText()).isEqualTo("version");
        assertThat(all.path(0).at("/waiting/until").asText()).isNotBlank();
        assertThat(mine(Role.OPERATOR)).isZero();
        assertThat(mine(Role.ADMIN)).isEqualTo(1);
    }

    private int mine(Role role) {
        var query = "/api/v1/approvals?mine=true&run=" + run;
        return api.call("GET", query).as(role).send().json().path("items").size();
    }

    @Test
    void anAnswerToAGraphMustBeOne() {
        waits("do.2.n.0.ship.i", "ship", null, false);

        var wrong = signal("ship", "{\"value\": {\"resume\": \"yes\"}}");
        var nowhere = signal("ship", "{\"value\": {\"goto\": \"moon\"}}");
        var right = signal("ship", "{\"value\": {\"update\": {\"n\": 1}, \"goto\": \"end\"}}");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("code").asText()).isEqualTo("ANSWER_INVALID");
        assertThat(wrong.json().at("/errors/0/pointer").asText()).isEqualTo("/value/resume");
        assertThat(nowhere.json().at("/errors/0/pointer").asText()).isEqualTo("/value/goto");
        assertThat(right.status()).as(right.response().body()).isEqualTo(202);
        assertThat(told().path()).isNull();
    }

    @Test
    void readsFurtherWhereAPageEnds() {
        waits("do.0", "approve", null, false);
        waits("do.1", "parcel", null, false);
        var query = "/api/v1/approvals?pageSize=1&run=" + run;

        var first = api.call("GET", query).as(Role.ADMIN).send().json();
        var token = first.path("nextPageToken").asText();
        var second = api.call("GET", query + "&pageToken=" + token).as(Role.ADMIN).send().json();

        assertThat(first.at("/items/0/id").asText()).isEqualTo("do.0@" + run);
        assertThat(second.at("/items/0/id").asText()).isEqualTo("do.1@" + run);
    }

    @Test
    void approvesWithTheDefaultsOfTheFormAndWritesDownWho() {
        approval();

        var answer = decide(Role.EDITOR, "{\"value\": {\"version\": 7}, \"comment\": \"Go.\"}");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(told().value()).hasToString("{version=7, note=none}");
        assertThat(told().path()).isEqualTo("do.0");
        assertThat(told().by()).isEqualTo("service");
        assertThat(api.bean(FakeAudit.class).lines())
                .contains(
                        "approval:approve approval/do.0@" + run + " requested",
                        "approval:approve approval/do.0@" + run + " done");
    }

    @Test
    void rejectsWithTheCommentAsTheMessage() {
        approval();

        assertThat(decide(Role.EDITOR, "{\"reject\": true, \"comment\": \"Not today.\"}").status())
                .isEqualTo(202);

        assertThat(told().error()).isEqualTo(new Signals.Fault("REJECTED", "Not today."));
        assertThat(told().value()).isNull();
    }

    @Test
    void isDecidedOnceAndSaysByWhom() {
        approval();
        assertThat(decide(Role.EDITOR, "{\"reject\": true}", "first").status()).isEqualTo(202);

        var second = decide(Role.ADMIN, "{\"value\": {\"version\": 7}}");
        var again = decide(Role.EDITOR, "{\"reject\": true}", "first");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("APPROVAL_DECIDED");
        assertThat(second.json().path("detail").asText()).startsWith("service rejected it at 20");
        assertThat(again.status()).isEqualTo(202);
        assertThat(told().error()).isNotNull();
    }

    @Test
    void goesOnWithADecisionWhoseAnswerWasLost() {
        approval();
        var engine = api.bean(FakeRunEngine.class);
        engine.down(true);
        try {
            assertThat(decide(Role.EDITOR, "{\"reject\": true}", "lost").status()).isEqualTo(503);
        } finally {
            engine.down(false);
        }
        assertThat(decide(Role.ADMIN, "{\"reject\": true}", "other").code())
                .isEqualTo("APPROVAL_DECIDED");

        assertThat(decide(Role.EDITOR, "{\"reject\": true}", "lost").status()).isEqualTo(202);
        assertThat(told().id()).isEqualTo("lost");
    }

    @Test
    void isForWhomItIsAssignedToAlone() {
        approval();

        var answer = decide(Role.OPERATOR, "{\"value\": {\"version\": 7}}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText()).contains("`approve`", "role:editor");
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("approval:decide approval/do.0@" + run + " denied");
        assertThat(api.bean(FakeRunEngine.class).told(run)).isEmpty();
    }

    @Test
    void isNotDecidedAfterItsDeadlineOrItsEnd() {
        waits("do.0", "approve", Instant.now().minusSeconds(1), false);
        assertThat(decide(Role.EDITOR, "{\"reject\": true}").code()).isEqualTo("APPROVAL_OVER");
        waits("do.0", "approve", null, true);
        assertThat(decide(Role.EDITOR, "{\"reject\": true}").status()).isEqualTo(409);
        assertThat(api.bean(FakeRunEngine.class).told(run)).isEmpty();
    }

    @Test
    void saysThatTheRunEndedMeanwhile() {
        approval();
        api.bean(FakeRunEngine.class).end(run, new Ending(RunState.CANCELLED, null, null));

        assertThat(decide(Role.EDITOR, "{\"reject\": true}").code()).isEqualTo("RUN_ENDED");
        assertThat(signal("parcel", "{}").code()).isEqualTo("RUN_ENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"value\": {\"version\": \"seven\"}}', 422, /value/version",
        "'{\"value\": {}}', 422, /value/version",
        "'{\"value\": 7}', 422, /value",
        "'{}', 422, /value/version",
        "'{\"value\": {\"version\": 1}, \"reject\": true}', 422, /value",
        "'{\"error\": {\"code\": \"no\", \"message\": \"x\"}}', 422, /error/code",
        "'{\"error\": {\"code\": \"NO\"}}', 422, /error/message",
        "'{\"verdict\": 1}', 400, /verdict"
    })
    void refusesWhatIsNoDecision(String json, int status, String pointer) {
        approval();

        var answer = decide(Role.EDITOR, json);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.pointer()).isEqualTo(pointer);
        assertThat(api.bean(FakeRunEngine.class).told(run)).isEmpty();
    }

    @Test
    void signalsWhatIsAwaitedNowOrLater() {
        assertThat(signal("parcel?path=do.1", "{\"value\": [1]}").status()).isEqualTo(202);

        assertThat(told().name()).isEqualTo("parcel");
        assertThat(told().path()).isEqualTo("do.1");
        assertThat(told().value()).hasToString("[1]");
    }

    @Test
    void takesTheKeyAsTheSignal() {
        for (int i = 0; i < 2; i++) {
            var answer =
                    api.call("POST", "/api/v1/runs/" + run + "/signals/parcel")
                            .as(Role.OPERATOR)
                            .header("Idempotency-Key", "p-1-" + run)
                            .json("{}")
                            .send();
            assertThat(answer.json().path("id").asText()).isEqualTo("p-1-" + run);
        }
        assertThat(told().id()).isEqualTo("p-1-" + run);
    }

    @Test
    void takesWhatWaitsThoughItsDefinitionDoesNotTell() {
        assertThat(signal("surprise", "{}").status()).isEqualTo(404);
        waits("do.1.r", "surprise", null, false);
        assertThat(signal("surprise", "{\"value\": 1}").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, '{}', 404, none",
        "parcel?path=do.0, '{}', 404, none",
        "parcel?path=..%2F, '{}', 400, ?path",
        "approve, '{\"value\": {\"version\": \"x\"}}', 422, /value/version",
        "parcel, '{\"value\": 1, \"error\": {\"code\": \"NO\", \"message\": \"\"}}', 422, /error",
        "parcel, '{\"error\": {\"code\": \"no\", \"message\": \"\"}}', 422, /error/code",
        "parcel, '{\"worth\": 1}', 400, /worth"
    })
    void refusesASignalThatNobodyCouldTake(String name, String json, int status, String pointer) {
        var answer = signal(name, json);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.pointer()).isEqualTo(pointer);
        assertThat(api.bean(FakeRunEngine.class).told(run)).isEmpty();
    }

    @Test
    void leadsNoSignalAroundTheAssignees() {
        var answer =
                api.call("POST", "/api/v1/runs/" + run + "/signals/approve")
                        .as(Role.OPERATOR)
                        .json("{\"value\": {\"version\": 1}}")
                        .send();

        assertThat(answer.status()).isEqualTo(403);
    }
}
