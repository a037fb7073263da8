package dev.lovage.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        assertThat(api.bean(People.class)).isNotNull();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Answer signIn(String body) {
        return api.call("POST", "/api/v1/sessions").json(body).send();
    }

    private static Api.Answer signIn() {
        return signIn("{\"name\": \"admin\", \"password\": \"" + People.PASSWORD + "\"}");
    }

    private static Api.Answer refresh(String token) {
        return signIn("{\"refreshToken\": \"" + token + "\"}");
    }

    private static int me(String token) {
        return api.call("GET", "/api/v1/me").bearer(token).send().status();
    }

    private static String access(Api.Answer session) {
        return session.json().path("accessToken").asText();
    }

    private static String refresh(Api.Answer session) {
        return session.json().path("refreshToken").asText();
    }

    @Test
    void tellsWhoSignedIn() {
        var session = signIn();
        var me = api.call("GET", "/api/v1/me").bearer(access(session)).send().json();

        assertThat(session.status()).isEqualTo(201);
        assertThat(me.path("name").asText()).isEqualTo("admin");
        assertThat(me.path("kind").asText()).isEqualTo("user");
        assertThat(me.path("tenant").asText()).isEqualTo("default");
        assertThat(me.path("permissions")).hasSize(Permission.values().length);
    }

    @Test
    void aSignedOutSessionIsOver() {
        var session = signIn();
        var out = api.call("DELETE", "/api/v1/sessions").bearer(access(session)).send();

        assertThat(out.status()).isEqualTo(204);
        assertThat(me(access(session))).isEqualTo(401);
        assertThat(refresh(refresh(session)).status()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSession() {
        var first = signIn();
        var second = refresh(refresh(first));

        assertThat(second.status()).isEqualTo(201);
        assertThat(me(access(first))).isEqualTo(401);
        assertThat(me(access(second))).isEqualTo(200);
        assertThat(refresh(refresh(first)).status()).isEqualTo(401);
        assertThat(me(access(second))).isEqualTo(401);
        assertThat(refresh(refresh(second)).status()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenOpensNoDoor() {
        assertThat(me(refresh(signIn()))).isEqualTo(401);
    }

    @Test
    void slowsDownWhoeverGuessesAndNobodyElse() {
        Api.Answer answer = null;
        for (int i = 0; i < 6; i++) {
            answer = signIn("{\"name\": \"nobody\", \"password\": \"guess " + i + "\"}");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("RATE_LIMITED");
        assertThat(answer.header("retry-after")).isNotEmpty();
        assertThat(signIn().status()).isEqualTo(201);
    }

    @Test
    void saysTheSameOfAWrongNameAndAWrongPassword() {
        var name = signIn("{\"name\": \"eve\", \"password\": \"x\"}").json();
        var password = signIn("{\"name\": \"admin\", \"password\": \"x\"}").json();

        assertThat(name.path("detail")).isEqualTo(password.path("detail"));
    }
}
