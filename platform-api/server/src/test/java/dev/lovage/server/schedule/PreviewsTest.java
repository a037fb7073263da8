package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.Api;
import dev.lovage.server.access.Permission.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

class PreviewsTest {
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Call preview() {
        return api.call("POST", "/api/v1/schedules:preview").as(Role.VIEWER);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"spec\": {\"every\": \"5s\"}}', /spec/every, A list is expected here.",
        "'{\"spec\": {\"every\": [\"5s\"]}}', /spec/every/0, An object is expected here.",
        "'{\"spec\": {\"cron\": [{}]}}', /spec/cron/0, A text is expected here."
    })
    void saysWhatStandsWhereSomethingElseWasGiven(String asked, String pointer, String message) {
        var answer = preview().json(asked).send();

        var error = answer.json().path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo(pointer);
        assertThat(error.path("message").asText()).isEqualTo(message);
    }

    @Test
    void readsTheSpecOfItsOwnDescription() throws IOException {
        var spec =
                Pattern.compile("```yaml\n(spec:.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("SCHEDULES.md")));
        assertThat(spec.find()).isTrue();

        var seen = preview().yaml(spec.group(1)).send();

        assertThat(seen.status()).as(seen.response().body()).isEqualTo(200);
    }

    @Test
    void aPreviewSaysWhatCelerysEntryMeansHere() {
        var asked = "{\"celery\": {\"every\": 60, \"timezone\": \"UTC\"}}";

        var seen = preview().json(asked).send();

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().path("notes").path(0).asText()).contains("when beat starts");
    }

    @Test
    void previewsASpecThatWasNeverSaved() {
        var answer =
                preview()
                        .json(
                                """
                                {"spec": {"cron": ["30 2 * * *"], "timezone": "Europe/Berlin"},
                                 "policies": {"dst": "ONCE"}, "count": 100}\
                                """)
                        .send();

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("fires")).hasSize(100);
        assertThat(answer.json().path("jumps")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(answer.json().path("minGap").asText()).startsWith("PT2");
    }
}
