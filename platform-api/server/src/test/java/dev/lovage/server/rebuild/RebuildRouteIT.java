package dev.lovage.server.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.server.OwnApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

@Timeout(180)
class RebuildRouteIT {
    private static final String REBUILD = "/api/v1/admin/rebuild";

    @Test
    void whoAdministersTheSystemRebuildsAndThatIsWrittenDown() {
        try (var own = new OwnApi()) {
            var token = own.signIn();
            assertThat(own.api.call("GET", REBUILD).bearer(token).send().status()).isEqualTo(404);

            var asked = own.api.call("POST", REBUILD).bearer(token).json("{}").send();
            assertThat(asked.status()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> !state(own, token).equals("RUNNING"));

            assertThat(state(own, token)).isEqualTo("DONE");
            assertThat(audited(own, "projection:rebuild")).isEqualTo("done requested");

            var replayed =
                    own.api
                            .call("POST", "/api/v1/admin/dead-events/replay")
                            .bearer(token)
                            .json("{}")
                            .send();
            assertThat(replayed.json().toString()).isEqualTo("{\"applied\":0,\"left\":0}");
            assertThat(audited(own, "dead-events:replay")).isEqualTo("done requested");
        }
    }

    private static String state(OwnApi own, String token) {
        return own.api.call("GET", REBUILD).bearer(token).send().json().path("state").asText();
    }

    private static String audited(OwnApi own, String action) {
        return own.database()
                .value(
                        "select string_agg(outcome, ' ' order by outcome) from audit"
                                + " where action = ?",
                        action);
    }
}
