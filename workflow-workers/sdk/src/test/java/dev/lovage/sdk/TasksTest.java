package dev.lovage.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.canvas.CanvasReader;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

@SuppressWarnings("unused") // tasks are called through the registry
final class TasksTest {
    record Entry(String path, long bytes, Optional<Entry> parent) {}

    public static class Good {
        @Task(
                value = "files.find",
                description = "Finds files.",
                queue = "io",
                priority = 2,
                attempts = 3,
                backoff = "2s",
                never = "FILE_FORBIDDEN",
                timeout = "1m",
                soft = "50s")
        public List<Entry> find(String folder, @Nullable Duration newer, TaskContext context) {
            return List.of();
        }

        @Task("plain")
        public void plain() {}
    }

    static final class Proxy extends Good {
        @Override
        public void plain() {
            super.plain();
        }
    }

    @Test
    void describesWhatItFinds() {
        var task = Tasks.of(new Good()).find("files.find").orElseThrow();

        assertThat(task.description()).contains("Finds files.");
        assertThat(task.parameters())
                .isEqualTo(
                        Map.of(
                                "type", "object",
                                "properties",
                                        Map.of(
                                                "folder", Map.of("type", "string"),
                                                "newer",
                                                        Map.of(
                                                                "type", "string",
                                                                "format", "duration")),
                                "required", List.of("folder")));
        assertThat(task.result())
                .hasToString(
                        "{type=array, items={type=object, properties={path={type=string},"
                                + " bytes={type=integer}, parent={type=object}}, required=[path,"
                                + " bytes]}}");
    }

    @Test
    void givesTheOptionsInTheLanguagesForm() {
        assertThat(Tasks.of(new Good()).find("files.find").orElseThrow().options())
                .isEqualTo(
                        Map.of(
                                "queue",
                                "io",
                                "priority",
                                2L,
                                "retry",
                                Map.of(
                                        "attempts",
                                        3L,
                                        "backoff",
                                        "2s",
                                        "never",
                                        List.of("FILE_FORBIDDEN")),
                                "timeout",
                                Map.of("attempt", "1m", "soft", "50s")));
        assertThat(Tasks.of(new Good()).find("plain").orElseThrow().options()).isEmpty();
    }

    public static final class Short {
        @Task(value = "short", inline = true)
        public void shortOne() {}

        @Task(value = "longer", inline = true, timeout = "2s")
        public void longer() {}
    }

    @Test
    void anInlineTaskHasASecondUnlessItSaysOtherwise() {
        var tasks = Tasks.of(new Short());

        assertThat(tasks.find("short").orElseThrow().options())
                .isEqualTo(Map.of("timeout", Map.of("attempt", "1s"), "inline", true));
        assertThat(tasks.find("longer").orElseThrow().options())
                .isEqualTo(Map.of("timeout", Map.of("attempt", "2s"), "inline", true));
    }

    @Test
    void givesOptionsThatTheLanguageReads() {
        var options =
                CanvasReader.options(
                        Tasks.of(new Good()).find("files.find").orElseThrow().options());

        assertThat(options.queue()).isEqualTo("io");
        assertThat(options.retry().backoff()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.timeout().soft()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void findsTasksBehindTheProxyOfAContainer() {
        assertThat(Tasks.of(new Proxy()).all())
                .extracting(TaskMethod::name)
                .containsExactly("files.find", "plain");
    }

    interface Promise {
        @Task("promised")
        String promised(String what);
    }

    static class Kept implements Promise {
        @Override
        public String promised(String what) {
            return what;
        }
    }

    static final class KeptAgain extends Kept {
        @Override
        public String promised(String what) {
            return what + "!";
        }
    }

    @Test
    void findsTasksThatAnInterfaceNames() {
        assertThat(Tasks.of(new Kept()).all())
                .extracting(TaskMethod::name)
                .containsExactly("promised");
        assertThat(Tasks.of(new KeptAgain()).all()).hasSize(1);
    }

    @Test
    void putsAFunctionInThePlaceOfATask() throws Exception {
        var tasks = Tasks.of(new Kept()).with(Map.of("promised", a -> a.get("what", String.class)));
        var given = List.<JsonNode>of(Json.MAPPER.valueToTree("kept"));

        var result =
                tasks.find("promised")
                        .orElseThrow()
                        .call(given, TaskMethod.Form.BY_PLACE, new FixedContext());

        assertThat(new String(result.json(), StandardCharsets.UTF_8)).isEqualTo("\"kept\"");
    }

    public static final class Bad {
        @Task("plain")
        public void again() {}

        @Task("a b")
        public void name() {}

        @Task("lovage.mine")
        public void ours() {}

        @Task("hidden")
        void hidden() {}

        @Task("stream")
        public void stream(Stream<String> lines) {}

        @Task("future")
        public CompletableFuture<String> future() {
            return new CompletableFuture<>();
        }

        @Task(value = "slow", timeout = "soon")
        public void slow() {}

        @Task(value = "long", timeout = "3s", inline = true)
        public void tooLong() {}

        @Task(value = "urgent", priority = 9)
        public void urgent() {}
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> Tasks.of(new Good(), new Bad()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Bad.again: the name plain is taken by Good.plain")
                .hasMessageContaining("Bad.name: \"a b\" is no name for a task")
                .hasMessageContaining("Bad.ours: \"lovage.mine\" is no name for a task")
                .hasMessageContaining("Bad.hidden: make it public")
                .hasMessageContaining("Bad.stream: Stream has no JSON form")
                .hasMessageContaining("Bad.future: CompletableFuture has no JSON form")
                .hasMessageContaining("Bad.slow: \"soon\" is no duration")
                .hasMessageContaining("Bad.tooLong: timeout of an inline task is at most 2s")
                .hasMessageContaining("Bad.urgent: priority is 1 (first) to 5");
    }

    public static final class Results {
        @Task("nan")
        public double nan() {
            return Double.NaN;
        }

        @Task("thread")
        public Object thread() {
            return new Object();
        }

        @Task("loop")
        public List<Object> loop() {
            var list = new ArrayList<>();
            list.add(list);
            return list;
        }

        @Task("large")
        public String large(int bytes) {
            return "x".repeat(bytes - 2);
        }

        @Task("checked")
        public void checked() throws IOException {
            throw new IOException("disk is gone");
        }
    }

    @Test
    void refusesResultsThatAreNotJson() {
        for (var task : List.of("nan", "thread", "loop")) {
            assertThatThrownBy(() -> call(task))
                    .isInstanceOfSatisfying(
                            TaskFailure.class,
                            failure -> {
                                assertThat(failure.code()).isEqualTo("BAD_RESULT");
                                assertThat(failure.retryable()).isFalse();
                                assertThat(failure.message()).doesNotContain("java.");
                            });
        }
    }

    @Test
    void throwsWhatTheTaskThrew() {
        assertThatThrownBy(() -> call("checked"))
                .isInstanceOf(IOException.class)
                .hasMessage("disk is gone");
    }

    @Test
    void refusesACodeThatIsNotUpperSnake() {
        assertThatThrownBy(() -> TaskFailure.of("card declined", "no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UPPER_SNAKE");
    }

    @Test
    void keepsEverythingOfAFailureThatIsRefined() {
        var cause = new IOException("bank");
        var failure =
                TaskFailure.of("CARD_DECLINED", "no").because(cause).withDetails(7).permanent();

        assertThat(failure).hasMessage("no").hasCause(cause);
        assertThat(failure.code()).isEqualTo("CARD_DECLINED");
        assertThat(failure.details()).contains(7);
        assertThat(failure.retryable()).isFalse();
    }

    private static byte[] call(String task, Object... arguments) throws Exception {
        var given = Stream.of(arguments).map(Json.MAPPER::<JsonNode>valueToTree).toList();
        return Tasks.of(new Results())
                .find(task)
                .orElseThrow()
                .call(given, TaskMethod.Form.BY_PLACE, new FixedContext())
                .json();
    }
}
