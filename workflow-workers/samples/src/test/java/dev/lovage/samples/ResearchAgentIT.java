package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.local.Stack;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResearchAgentIT {
    private final String queue = "it-" + UUID.randomUUID();
    private final Admin kafka = Admin.create(Map.of("bootstrap.servers", Stack.shared().kafka()));
    private ScriptedModel model;
    private WorkerUnderTest worker;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        kafka.createTopics(List.of(topic("workers"), topic("runs"))).all().get();
        Files.writeString(
                folder.resolve("limits.md"), "# Limits\n\nA map takes 10,000 items at most.\n");
        model = new ScriptedModel();
        worker =
                WorkerUnderTest.serving(
                        queue,
                        folder,
                        Map.of(
                                "LOVAGE_LLM_URL", model.url(),
                                "LOVAGE_LLM_MODEL", "scripted",
                                "SAMPLES_DOCUMENTS", folder.toString()));
    }

    @AfterAll
    void tidy() throws Exception {
        worker.close();
        model.close();
        kafka.deleteTopics(List.of(queue + ".workers", queue + ".runs")).all().get();
        kafka.close();
    }

    @Test
    void looksUpComputesAndAnswers() throws Exception {
        model.says(
                "!search {\"query\": \"how many items does a map take\"}",
                "!calculate {\"expression\": \"10000 / 200\"}",
                "Fifty turns of 200, says limits.md.");

        var answer = ask(Map.of("question", "How many turns?", "budget", 20_000, "review", false));

        assertThat(answer.get("answer")).isEqualTo("Fifty turns of 200, says limits.md.");
        assertThat(answer.get("ended")).isEqualTo("answered");
        assertThat(answer.get("tokens")).isEqualTo(3 * ScriptedModel.TOKENS);
        assertThat(model.asked).hasSize(3);
        var last = List.copyOf(model.asked).getLast();
        assertThat(content(last, 3)).contains("limits.md").contains("10,000 items at most");
        assertThat(content(last, 5)).isEqualTo("50");
    }

    @Test
    void aToolThatIsNotListedIsRefusedAndTheModelIsTold() throws Exception {
        model.says(
                "!files_read {\"path\": \"/etc/passwd\"}",
                "!calculate {\"expression\": \"1 +\"}",
                "Then I cannot say.");

        var answer = ask(Map.of("question", "What now?", "budget", 20_000, "review", false));

        assertThat(answer.get("answer")).isEqualTo("Then I cannot say.");
        var last = List.copyOf(model.asked).getLast();
        assertThat(content(last, 3))
                .startsWith("Failed: ")
                .contains("search")
                .contains("calculate");
        assertThat(content(last, 5)).startsWith("Failed: The expression cannot be computed");
    }

    @Test
    void aBudgetThatIsSpentEndsIt() throws Exception {
        model.says(
                "!calculate {\"expression\": \"1 + 1\"}", "!calculate {\"expression\": \"2 + 2\"}");

        var answer = ask(Map.of("question", "On and on?", "budget", 150, "review", false));

        assertThat(answer.get("ended")).isEqualTo("budget spent");
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void aPersonMayHaveToAgree() throws Exception {
        model.says(
                "!calculate {\"expression\": \"1 + 1\"}", "!calculate {\"expression\": \"2 + 2\"}");
        var input = Map.<String, Object>of("question", "May I?", "budget", 20_000, "review", true);

        try (var run = SampleRun.start("research-agent", input, queue)) {
            run.signal("review", Map.of("agree", true));
            run.signal("review", Map.of("agree", false));

            assertThat(run.result(Map.class).get("ended")).isEqualTo("not agreed");
            assertThat(content(List.copyOf(model.asked).getLast(), 3)).isEqualTo("2");
        }
    }

    private static String content(JsonNode asked, int message) {
        return asked.at("/messages/" + message + "/content").asText();
    }

    private Map<?, ?> ask(Map<String, Object> input) throws Exception {
        try (var run = SampleRun.start("research-agent", input, queue)) {
            return run.result(Map.class);
        }
    }

    private NewTopic topic(String kind) {
        return new NewTopic(queue + "." + kind, 1, (short) 1);
    }
}
