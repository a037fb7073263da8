package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.local.Stack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

@Timeout(180)
class CommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final Words lovage = new Words();
    private final String name = "cli-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void apply() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("definition.yaml"),
                        """
                        name: %s
                        do:
                          - {task: files.read, with: {path: "${input.path}"}}
                          - {value: "${prev.bytes > 0}"}
                        """
                                .formatted(name));
        assertThat(execute("apply", file.toString())).isZero();
        assertThat(lovage.out()).isEqualTo(name + " revision 1\n");
        assertThat(execute("apply", file.toString())).isZero();
        assertThat(lovage.out()).isEqualTo(name + " revision 1 (unchanged)\n");
    }

    @Test
    void waitsForAResultAndPrintsNothingButJson() throws Exception {
        assertThat(run("pom.xml")).isZero();

        JsonNode result = JSON.readTree(lovage.out());
        assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(result.get("result").asBoolean()).isTrue();
    }

    @Test
    void endsWithOneWhenTheRunFailed() throws Exception {
        assertThat(run("no/such/file")).isEqualTo(1);

        JsonNode result = JSON.readTree(lovage.out());
        assertThat(result.get("state").asText()).isEqualTo("FAILED");
        assertThat(result.at("/error/code").asText()).isEqualTo("FILE_NOT_FOUND");
        assertThat(result.at("/error/path").asText()).isEqualTo("do.0");
    }

    @Test
    void listsTheRunsOfAWorkflow() throws Exception {
        execute("run", name, "--input", "{\"path\": \"pom.xml\"}", "--output", "json");
        String id = JSON.readTree(lovage.out()).get("id").asText();

        assertThat(execute("runs", "--workflow", name, "--output", "json")).isZero();

        assertThat(JSON.readTree(lovage.out()).at("/items/0/id").asText()).isEqualTo(id);
    }

    @Test
    void printsWhatTheTasksOfARunLoggedAndGoesOnUntilItHasEnded() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("logging.yaml"),
                        """
                        name: %s-logs
                        do:
                          - {task: log.write, with: {message: "${input.say}", level: WARN}}
                          - {wait: 1s}
                          - {task: log.write, with: {message: "and the end"}}
                        """
                                .formatted(name));
        assertThat(execute("apply", file.toString())).isZero();
        String said = "{\"say\": \"first\\u001b[31m red\\nsecond\"}";
        assertThat(execute("run", name + "-logs", "--input", said)).isZero();
        String id = lovage.out().strip();

        assertThat(execute("logs", id, "--follow")).isZero();
        assertThat(lovage.out())
                .contains("WARN  do.0#1 first red\n    second\n")
                .contains("INFO  do.2#1 and the end\n");
        assertThat(execute("logs", id, "--level", "warn", "--output", "json")).isZero();
        assertThat(JSON.readTree(lovage.out()).get("message").asText())
                .isEqualTo("first\u001b[31m red\nsecond");
    }

    @Test
    void showsARunThatWaitsAndEndsIt() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("waiting.yaml"),
                        """
                        name: %s-waits
                        do:
                          - {wait: 1h}
                        """
                                .formatted(name));
        assertThat(execute("apply", file.toString())).isZero();
        assertThat(execute("run", name + "-waits")).isZero();
        String id = lovage.out().strip();

        assertThat(execute("show", id, "--output", "json")).isZero();
        JsonNode shown = JSON.readTree(lovage.out());
        assertThat(shown.at("/run/workflow").asText()).isEqualTo(name + "-waits");
        assertThat(shown.at("/why/sentence").asText()).isNotBlank();
        assertThat(execute("cancel", id, "--reason", "enough")).isZero();
        assertThat(execute("logs", id, "--follow")).isZero();
        assertThat(execute("terminate", id)).isEqualTo(1);
        assertThat(lovage.err()).contains("RUN_ENDED");
    }

    @Test
    void saysThatAWorkflowDoesNotExist() {
        assertThat(execute("run", "nobody-saved-this")).isEqualTo(1);
        assertThat(lovage.err()).contains("NOT_FOUND", "nobody-saved-this");
    }

    @Test
    void refusesASecondPlatformOnTheSameData() {
        assertThat(execute("up")).isEqualTo(1);
        assertThat(lovage.err())
                .contains("A platform runs on " + Stack.shared().home() + " already (process ");
    }

    private int run(String path) {
        return execute(
                "run",
                name,
                "--input",
                "{\"path\": \"" + path + "\"}",
                "--wait",
                "--timeout",
                "PT2M",
                "--output",
                "json");
    }

    private int execute(String... words) {
        return lovage.execute(words);
    }
}
