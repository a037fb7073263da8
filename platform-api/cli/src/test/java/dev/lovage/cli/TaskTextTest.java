package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Catalogue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class TaskTextTest {
    private static final Catalogue.Task READ =
            new Catalogue.Task(
                    "files.read",
                    "What stands in a file. As text, or\u001b[31m base64.",
                    List.of("default", "media"),
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("form", Map.of("enum", List.of("TEXT", "BASE64"))),
                            "required",
                            List.of()),
                    Map.of("type", "array", "items", Map.of("type", "string")),
                    Map.of("retry", Map.of("attempts", 3)),
                    Instant.EPOCH);

    private static final Catalogue.Task PLAIN =
            new Catalogue.Task(
                    "a.task",
                    null,
                    List.of("default"),
                    Map.of(
                            "properties",
                            Map.of("path", Map.of("type", "string")),
                            "required",
                            List.of("path")),
                    Map.of("properties", Map.of("bytes", Map.of("type", "integer"))),
                    Map.of(),
                    Instant.EPOCH);

    @Test
    void listsEachWithItsFirstSentence() {
        assertThat(TaskText.list(List.of(PLAIN, READ)))
                .isEqualTo("a.task      \nfiles.read  What stands in a file.\n");
        assertThat(TaskText.list(List.of())).isEmpty();
    }

    @Test
    void saysWhatOneTakesAndGives() {
        assertThat(TaskText.whole(READ))
                .isEqualTo(
                        """
                        files.read
                        What stands in a file. As text, or base64.
                        queues   default, media
                        options  {"retry":{"attempts":3}}
                        takes
                          form  TEXT | BASE64, optional
                        returns  list of string
                        """);
        assertThat(TaskText.whole(PLAIN))
                .isEqualTo(
                        """
                        a.task
                        queues   default
                        takes
                          path  string
                        returns  {bytes}
                        """);
    }
}
