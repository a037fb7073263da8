package dev.lovage.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.Code;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource(Asset.class)
    void servesEachFileOfThePageToEveryone(Asset asset) {
        var answer = api.call("GET", "/docs/" + asset.file).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(asset.type);
        assertThat(answer.header("content-security-policy")).contains("script-src 'self'");
        assertThat(answer.response().body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui.js", "..%2f..%2fapplication.yml", "index.html%00"})
    void servesNothingElse(String file) {
        assertThat(api.call("GET", "/docs/" + file).send().status()).isBetween(400, 404);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void saysOfEachCodeWhatToDo(Code code) {
        var answer = api.call("GET", "/problems/" + code.name()).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).contains(code.title()).contains(code.wayOut());
    }
}
