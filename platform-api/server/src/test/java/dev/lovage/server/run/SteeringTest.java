package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Signals;
import dev.lovage.events.RunState;
import dev.lovage.server.Api;
import dev.lovage.server.access.FakeAudit;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.RunEngine.Ending;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs are paused and resumed, over HTTP, with fakes behind.
class SteeringTest {
    private static Api api;
    private String run;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        var saved =
                api.call("PUT", "/api/v1/workflows/still")
                        .as(Role.EDITOR)
                        .yaml("name: still\ndo: {value: 1}")
                        .send();
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void run() {
        var answer =
                api.call("POST", "/api/v1/workflows/still/runs")
                        .as(Role.OPERATOR)
                        .json("{}")
                        .send();
        run = answer.json().path("id").asText();
    }

    private Api.Answer steer(String how, String json) {
        return api.call("POST", "/api/v1/runs/" + run + "/" + how)
                .as(Role.OPERATOR)
                .json(json)
                .send();
    }

    @Test
    void pausesAndRemembersWhoWhyAndUntilWhen() {
        var answer =
                steer("pause", "{\"reason\": \"Deploy.\", \"until\": \"2999-01-01T00:00:00Z\"}");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        var told = api.bean(FakeRunEngine.class).told(run);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().signal()).isEqualTo(Signals.PAUSE);
        var pause = api.bean(PauseStore.class).find("default", run).orElseThrow();
        assertThat(pause.by()).isEqualTo("service");
        assertThat(pause.reason()).isEqualTo("Deploy.");
        assertThat(pause.until()).isNotNull();
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("run:pause run/" + run + " requested", "run:pause run/" + run + " done");
    }

    @Test
    void pausingTwiceIsFineAndSoIsResumingTwice() {
        for (var how : new String[] {"pause", "pause", "resume", "resume"}) {
            assertThat(steer(how, "{}").status()).isEqualTo(202);
        }
        assertThat(api.bean(FakeRunEngine.class).told(run))
                .extracting(FakeRunEngine.Told::signal)
                .containsExactly(Signals.PAUSE, Signals.PAUSE, Signals.RESUME, Signals.RESUME);
        assertThat(api.bean(PauseStore.class).find("default", run)).isEmpty();
    }

    @Test
    void steersNothingThatHasEnded() {
        api.bean(FakeRunEngine.class).end(run, new Ending(RunState.SUCCEEDED, null, null));

        assertThat(steer("pause", "{}").code()).isEqualTo("RUN_ENDED");
        assertThat(steer("resume", "{}").status()).isEqualTo(409);
    }
}
