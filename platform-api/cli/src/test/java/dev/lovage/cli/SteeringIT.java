package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a person does with a run at a terminal.
@Timeout(180)
class SteeringIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ASKS =
            """
            - {id: go, await: go, form: {type: object, required: [n], properties: {n: {type: integer}}}}
            - {id: made, value: "${steps.go.n * 2}"}
            """;

    @TempDir private Path folder;

    private final Words lovage = new Words();

    @Test
    void tellsARunWhatItAwaits() throws Exception {
        String run = start(ASKS);

        assertThat(lovage.execute("signal", run, "gone", "--value", "1")).isEqualTo(1);
        assertThat(lovage.err()).contains("gone");
        assertThat(lovage.execute("signal", run, "go", "--value", "{\"n\": \"x\"}")).isEqualTo(1);
        assertThat(lovage.err()).contains("/value/n");
        assertThat(lovage.execute("signal", run, "go", "--value", "{\"n\": 21}")).isZero();

        assertThat(ended(run).get("state").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void decidesWhatOthersWaitFor() throws Exception {
        String approved = start(ASKS);
        String rejected = start(ASKS);

        String first = approval(approved);
        assertThat(lovage.execute("approvals", "approve", first, "--value", "{\"n\": 1}")).isZero();
        assertThat(lovage.out()).isEqualTo(first + " is approved\n");
        assertThat(
                        lovage.execute(
                                "approvals", "reject", approval(rejected), "--comment", "Not now"))
                .isZero();

        assertThat(ended(approved).get("state").asText()).isEqualTo("SUCCEEDED");
        JsonNode refused = ended(rejected);
        assertThat(refused.at("/error/code").asText()).isEqualTo("REJECTED");
        assertThat(refused.at("/error/message").asText()).isEqualTo("Not now");
        assertThat(lovage.execute("approvals", "approve", first, "--value", "{\"n\": 1}"))
                .isEqualTo(1);
    }

    @Test
    void startsNothingNewWhileItIsPaused() throws Exception {
        String run = start(ASKS);

        assertThat(lovage.execute("pause", run, "--reason", "look first")).isZero();
        awaitState(run, "PAUSED");
        assertThat(lovage.execute("signal", run, "go", "--value", "{\"n\": 2}")).isZero();
        assertThat(lovage.execute("resume", run)).isZero();
        assertThat(lovage.out()).isEqualTo(run + " goes on\n");

        assertThat(ended(run).get("state").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void cancelsManyAfterTheyWereCounted() throws Exception {
        String name = "many-" + Long.toString(System.nanoTime(), 36);
        String definition = "name: " + name + "\ndo:\n" + ASKS.indent(2);
        Path file = Files.writeString(folder.resolve("many.yaml"), definition);
        assertThat(lovage.execute("apply", file.toString())).isZero();
        String first = run(name);
        String second = run(name);
        String other = start(ASKS);

        assertThat(lovage.execute("cancel", "--workflow", name)).isZero();
        assertThat(lovage.out()).startsWith("2 runs match");
        assertThat(lovage.execute("cancel", "--workflow", name, "--yes", "--reason", "tidy"))
                .isZero();

        assertThat(lovage.out()).contains(first + " is asked to end", "2 of 2 runs");
        assertThat(ended(first).get("state").asText()).isEqualTo("CANCELLED");
        assertThat(ended(second).get("state").asText()).isEqualTo("CANCELLED");
        assertThat(shown(other).at("/run/times/ended").isTextual()).isFalse();
        assertThat(lovage.execute("cancel", first, other)).isZero();
        assertThat(lovage.out()).contains(first + " is asked", other + " is asked", "2 of 2 runs");
        assertThat(lovage.execute("cancel", "nobody~1", other)).isEqualTo(1);
    }

    @Test
    void runsOnceMoreFromAStep() throws Exception {
        String run = start("- {id: first, value: 20}\n- {id: second, value: \"${prev + 1}\"}\n");
        ended(run);

        assertThat(lovage.execute("rerun", run, "--from", "second", "--plan")).isZero();
        assertThat(lovage.out()).containsPattern("used +do\\.0").containsPattern("again +do\\.1");
        assertThat(lovage.execute("rerun", run, "--from", "second")).isZero();

        String again = lovage.out().strip();
        assertThat(again).isNotEqualTo(run);
        assertThat(ended(again).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(lovage.execute("rerun", run, "--from", "nowhere")).isEqualTo(1);
        assertThat(lovage.err()).contains("nowhere");
    }

    @Test
    void runsACanvasOfCelerysThatNobodySaved() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("celery.json"),
                        """
                        {"task": "json.merge", "args": [[{"a": 1}, {"b": 2}]], "kwargs": {},
                         "options": {}, "subtask_type": null, "immutable": false}
                        """);

        assertThat(lovage.execute("run", "--canvas", file.toString(), "--wait", "--output", "json"))
                .isZero();
        assertThat(JSON.readTree(lovage.out()).get("state").asText()).isEqualTo("SUCCEEDED");
    }

    private String run(String name) {
        assertThat(lovage.execute("run", name)).isZero();
        return lovage.out().strip();
    }

    private String start(String canvas) throws IOException {
        Path file = Files.writeString(folder.resolve("canvas.yaml"), canvas);
        assertThat(lovage.execute("run", "--canvas", file.toString())).isZero();
        return lovage.out().strip();
    }

    private String approval(String run) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(
                                            lovage.execute(
                                                    "approvals",
                                                    "list",
                                                    "--mine",
                                                    "--run",
                                                    run,
                                                    "--output",
                                                    "json"))
                                    .isZero();
                            return JSON.readTree(lovage.out()).at("/items/0/id").asText();
                        },
                        id -> !id.isEmpty());
    }

    private void awaitState(String run, String state) {
        await().atMost(PATIENCE).until(() -> shown(run).at("/run/state").asText().equals(state));
    }

    private JsonNode ended(String run) {
        return await().atMost(PATIENCE)
                .until(() -> shown(run).get("run"), seen -> seen.at("/times/ended").isTextual());
    }

    private JsonNode shown(String run) throws IOException {
        assertThat(lovage.execute("show", run, "--output", "json")).isZero();
        return JSON.readTree(lovage.out());
    }
}
