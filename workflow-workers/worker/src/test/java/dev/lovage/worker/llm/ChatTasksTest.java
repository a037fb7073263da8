package dev.lovage.worker.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.Tasks;
import dev.lovage.worker.http.OneStep;
import dev.lovage.worker.http.Site;
import dev.lovage.worker.shelf.Shelf;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ChatTasksTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String HELLO =
            """
            data: {"model": "m-1", "choices": [{"delta": {"role": "assistant", "content": "Good "}}]}

            data: {"model": "m-1", "choices": [{"delta": {"content": "day"}}]}

            : a comment

            data: {"model": "m-1", "choices": [{"delta": {}, "finish_reason": "stop"}]}

            data: {"model": "m-1", "choices": [], "usage": {"total_tokens": 12}}

            data: [DONE]

            """;

    private final OneStep step = new OneStep();
    private Site site;
    private String key = "";

    @BeforeEach
    void open() throws IOException {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void anAnswerIsReadAsItComes() throws Exception {
        says(200, "text/event-stream", HELLO);

        var reply = ask(List.of("{'role': 'user', 'content': 'Hello'}"), List.of());

        assertThat(reply.message()).isEqualTo(json("{'role': 'assistant', 'content': 'Good day'}"));
        assertThat(reply.tokens()).isEqualTo(12);
        assertThat(reply.model()).isEqualTo("m-1");
        assertThat(reply.finish()).isEqualTo("stop");
        assertThat(step.told()).containsSubsequence("Good ", "Good day");
        assertThat(asked())
                .isEqualTo(
                        json(
                                "{'model': 'm', 'messages': [{'role': 'user', 'content': 'Hello'}],"
                                        + " 'stream': true, 'stream_options': {'include_usage': true}}"));
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstood() throws Exception {
        says(
                200,
                "application/json",
                """
                {"model": "m-2", "usage": {"total_tokens": 3},
                 "choices": [{"message": {"content": "Yes"}, "finish_reason": "stop"}]}
                """);

        var reply = ask(List.of("{'role': 'user', 'content': {'a': 1}}"), List.of());

        assertThat(reply.message().path("content").asText()).isEqualTo("Yes");
        assertThat(reply.tokens()).isEqualTo(3);
        assertThat(asked().at("/messages/0/content").asText()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aToolIsOfferedAndAskedForByTheNameOfItsTask() throws Exception {
        says(
                200,
                "text/event-stream",
                """
                data: {"choices": [{"delta": {"tool_calls": [{"index": 0, "id": "c1", "function": {"name": "doc_search", "arguments": "{\\"que"}}]}}]}
                data: {"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"arguments": "ry\\": \\"x\\"}"}}]}}]}
                data: {"choices": [{"delta": {"tool_calls": [{"index": 1, "id": "c2", "function": {"name": "rm_rf", "arguments": ""}}]}, "finish_reason": "tool_calls"}]}
                data: [DONE]
                """);

        var reply =
                ask(
                        List.of(
                                "{'role': 'user', 'content': 'Find x'}",
                                "{'role': 'assistant', 'content': '', 'toolCalls': [{'id': 'c0', 'name': 'doc.search', 'arguments': {'query': 'y'}}]}",
                                "{'role': 'tool', 'toolCallId': 'c0', 'content': ['y']}"),
                        List.of(
                                "'doc.search'",
                                "{'name': 'time.now', 'parameters': {'type': 'object'}}"));

        assertThat(reply.message().path("toolCalls"))
                .isEqualTo(
                        json(
                                "[{'id': 'c1', 'name': 'doc.search', 'arguments': {'query': 'x'}},"
                                        + " {'id': 'c2', 'name': 'rm_rf', 'arguments': {}}]"));
        var sent = asked();
        assertThat(sent.at("/tools/0/function/name").asText()).isEqualTo("doc_search");
        assertThat(sent.at("/tools/0/function/description").asText()).isEqualTo("Finds documents.");
        assertThat(sent.at("/tools/0/function/parameters/properties/query/type").asText())
                .isEqualTo("string");
        assertThat(sent.at("/tools/1/function/name").asText()).isEqualTo("time_now");
        assertThat(sent.at("/messages/1/tool_calls/0/function"))
                .isEqualTo(
                        json("{'name': 'doc_search', 'arguments': '{\\\"query\\\":\\\"y\\\"}'}"));
        assertThat(sent.at("/messages/2"))
                .isEqualTo(
                        json("{'role': 'tool', 'content': '[\\\"y\\\"]', 'tool_call_id': 'c0'}"));
    }

    @Test
    void theKeyIsReadFromItsFileForEveryCall(@TempDir Path folder) throws Exception {
        says(200, "text/event-stream", HELLO);
        key = Files.writeString(folder.resolve("key"), "one\n").toString();
        ask(List.of("{'role': 'user', 'content': 'Hello'}"), List.of());
        Files.writeString(folder.resolve("key"), "two\n");
        ask(List.of("{'role': 'user', 'content': 'Hello'}"), List.of());

        assertThat(site.asked)
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void aServerThatIsBusyIsAskedAgainWhenItSaysSo() {
        site.status(COMPLETIONS, 429, "Retry-After", "7");

        assertFails("LLM_STATUS", true, "answered 429")
                .satisfies(
                        e -> assertThat(((TaskFailure) e).delay()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void aServerThatRefusesIsNotAskedAgain() {
        says(401, "application/json", "{\"error\": {\"message\": \"no key\"}}");

        assertFails("LLM_STATUS", false, "answered 401")
                .satisfies(e ->
                        assertThat(((TaskFailure) e).details().orElseThrow().toString())
                                .contains("no key"));
    }

    @Test
    void anAnswerThatIsNoneMayBeTriedAgain() {
        says(200, "text/html", "<html>");
        assertFails("LLM_ANSWER", true, "does not answer with JSON");
    }

    @Test
    void anAnswerThatBrokeOffMayBeTriedAgain() {
        says(200, "text/event-stream", "");
        assertFails("LLM_ANSWER", true, "empty, or broke off");
    }

    @Test
    void aToolAskedForWithNonsenseMayBeTriedAgain() {
        says(
                200,
                "text/event-stream",
                "data: {\"choices\": [{\"delta\": {\"tool_calls\": [{\"id\": \"c\", \"function\":"
                        + " {\"name\": \"f\", \"arguments\": \"[1\"}}]}}]}\n");
        assertFails("LLM_ANSWER", true, "asks for f with what is no JSON object");
    }

    @Test
    void whatIsSaidWithoutEndIsCut() {
        site.page(
                "/endless/chat/completions",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    var piece =
                            "data: {\"choices\": [{\"delta\": {\"content\": \"%s\"}}]}\n"
                                    .formatted("x".repeat(4_000))
                                    .getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 1_000; i++) {
                        exchange.getResponseBody().write(piece);
                    }
                });

        assertThatThrownBy(() -> ask(settings("/endless"), hello(), List.of()))
                .hasMessageContaining("more than a mebibyte");
    }

    @Test
    void withoutAServerItSaysWhatToSet() {
        var none = new ModelSettings("", "m", "", "", Duration.ofSeconds(9));

        assertThatThrownBy(() -> ask(none, hello(), List.of()))
                .hasMessageContaining("lovage.llm.url");
    }

    @Test
    void whatIsNoMessageOrNoToolIsRefusedBeforeAnyoneIsAsked() {
        assertThatThrownBy(() -> ask(List.of("{'role': 'robot', 'content': ''}"), List.of()))
                .hasMessageContaining("messages/0/role");
        assertThatThrownBy(() -> ask(List.of(), List.of()))
                .hasMessageContaining("nothing to answer");
        assertThatThrownBy(() -> ask(hello(), List.of("'doc.find'")))
                .hasMessageContaining("serves no doc.find");
        assertThatThrownBy(() -> ask(hello(), List.of("1"))).hasMessageContaining("a tool is");
        assertThatThrownBy(() -> ask(hello(), List.of("'doc.search'", "'doc.search'")))
                .hasMessageContaining("two tools are called doc_search");
        assertThat(site.asked).isEmpty();
    }

    @Test
    void theKeyIsInNoText() {
        assertThat(
                        new ModelSettings("http://a", "m", "secret", "", Duration.ofSeconds(1))
                                .toString())
                .doesNotContain("secret");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            String code, boolean retryable, String message) {
        return assertThatThrownBy(() -> ask(hello(), List.of()))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            assertThat(failure.retryable()).isEqualTo(retryable);
                        });
    }

    private void says(int status, String type, String body) {
        site.text(COMPLETIONS, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> hello() {
        return List.of("{'role': 'user', 'content': 'Hello'}");
    }

    private JsonNode asked() throws JsonProcessingException {
        return JSON.readTree(site.asked.element().body());
    }

    private ModelSettings settings(String path) {
        return new ModelSettings(site.url(path), "m", "", key, Duration.ofSeconds(20));
    }

    private ChatTasks.Reply ask(List<String> messages, List<String> tools) throws Exception {
        return ask(settings("/v1/"), messages, tools);
    }

    private ChatTasks.Reply ask(ModelSettings settings, List<String> messages, List<String> tools)
            throws Exception {
        var server = new ChatServer(settings);
        try {
            return new ChatTasks(server, () -> Tasks.of(new Shelf()))
                    .chat(
                            all(messages),
                            tools.isEmpty() ? Optional.empty() : Optional.of(all(tools)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            step);
        } finally {
            server.close();
        }
    }

    private static List<JsonNode> all(List<String> texts) throws JsonProcessingException {
        var all = new ArrayList<JsonNode>();
        for (var text : texts) {
            all.add(json(text));
        }
        return all;
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
