package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

class TokensTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Answer create(String body) {
        return api.call("POST", "/api/v1/tokens").as(Role.ADMIN).json(body).send();
    }

    private static int me(String secret) {
        return api.call("GET", "/api/v1/me").bearer(secret).send().status();
    }

    @Test
    void showsASecretOnceThatIsGoodForWhatItsRolesAllow() {
        var created = create("{\"name\": \"ci\", \"roles\": [\"viewer\"]}");
        assertThat(created.status()).isEqualTo(201);
        var secret = created.json().path("secret").asText();
        var id = created.json().at("/token/id").asText();

        assertThat(secret).startsWith("lvg_" + id + "_");
        assertThat(
                        api.call("GET", "/api/v1/me")
                                .bearer(secret)
                                .send()
                                .json()
                                .path("roles")
                                .toString())
                .isEqualTo("[\"viewer\"]");
        var until = Instant.parse(created.json().at("/token/expiresAt").asText());
        assertThat(Duration.between(Instant.now(), until).toDays()).isBetween(89L, 90L);
        var list = api.call("GET", "/api/v1/tokens").as(Role.ADMIN).send();
        assertThat(list.response().body())
                .contains(id)
                .doesNotContain(secret)
                .doesNotContain("hash")
                .doesNotContain(Token.parse(secret).orElseThrow().hash());
        assertThat(api.bean(FakeAudit.class).lines())
                .contains("token:create token/" + id + " done");
    }

    @Test
    void aRevokedOneIsRefusedAtOnceAndCannotBeRevokedAgain() {
        var created = create("{\"name\": \"ci\", \"roles\": [\"viewer\"]}").json();
        var secret = created.path("secret").asText();
        var path = "/api/v1/tokens/" + created.at("/token/id").asText();
        assertThat(me(secret)).isEqualTo(200);

        assertThat(api.call("DELETE", path).as(Role.ADMIN).send().status()).isEqualTo(204);
        assertThat(me(secret)).isEqualTo(401);
        assertThat(api.call("DELETE", path).as(Role.ADMIN).send().status()).isEqualTo(404);
        assertThat(api.bean(FakeAudit.class).lines())
                .contains(
                        "token:revoke "
                                + path.substring("/api/v1/".length()).replace("tokens", "token")
                                + " done");
    }

    @Test
    void aTokenOfAnotherTenantIsNotSeenAndNotRevoked() {
        var other = api.bean(People.class).token("other", Role.ADMIN);
        var id = Token.parse(other).orElseThrow().id();
        var list = api.call("GET", "/api/v1/tokens").as(Role.ADMIN).send();

        assertThat(list.response().body()).doesNotContain(id);
        var revoked = api.call("DELETE", "/api/v1/tokens/" + id).as(Role.ADMIN).send();
        assertThat(revoked.status()).isEqualTo(404);
        assertThat(me(other)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"roles\": [\"viewer\"]}|/name",
                "{\"name\": \" x\", \"roles\": [\"viewer\"]}|/name",
                "{\"name\": \"x\"}|/roles",
                "{\"name\": \"x\", \"roles\": []}|/roles",
                "{\"name\": \"x\", \"roles\": [\"root\"]}|/roles",
                "{\"name\": \"x\", \"roles\": [\"viewer\"], \"expires\": \"P366D\"}|/expires",
                "{\"name\": \"x\", \"roles\": [\"viewer\"], \"expires\": \"PT0S\"}|/expires",
                "{\"name\": \"x\", \"roles\": [\"viewer\"], \"expires\": \"soon\"}|/expires"
            })
    void refusesWhatCannotBeATokenAndSaysWhere(String body, String place) {
        var answer = create(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointer()).isEqualTo(place);
    }

    /// There is no role yet that may give out tokens and lacks something: the rule is asked itself.
    @Test
    void nobodyHandsOutMoreThanTheyHave() {
        var editor = new Principal("default", "ed", Principal.Kind.USER, Set.of(Role.EDITOR), "s");
        assertThat(Tokens.excess(editor, Set.of(Role.EDITOR, Role.VIEWER))).isEmpty();
        assertThat(Tokens.excess(editor, Set.of(Role.VIEWER, Role.ADMIN))).contains(Role.ADMIN);
        var body = "{\"name\": \"x\", \"roles\": [\"viewer\"]}";
        assertThat(api.call("POST", "/api/v1/tokens").as(Role.EDITOR).json(body).send().status())
                .isEqualTo(403);
    }
}
