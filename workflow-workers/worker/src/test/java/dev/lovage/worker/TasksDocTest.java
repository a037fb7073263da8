package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.sdk.TaskMethod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The page about the built-in tasks says what the catalogue says.
final class TasksDocTest {
    private static final Path PAGE = Path.of("TASKS.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/lovage/worker");
    private static final Pattern CODE =
            Pattern.compile("\"((?:FILE|HTTP|LLM|EGRESS|TOO_MANY|NOT)_[A-Z_]+)\"");
    private static final Pattern ARGUMENT =
            Pattern.compile("^\\| `([a-zA-Z]+)(\\??)` \\|", Pattern.MULTILINE);

    static List<TaskMethod> tasks() {
        return BuiltIn.tasks();
    }

    @Test
    void hasASectionForEachAndNoOther() throws IOException {
        assertThat(Pattern.compile("^## `(.*)`$", Pattern.MULTILINE).matcher(page()).results())
                .extracting(match -> match.group(1))
                .containsExactlyElementsOf(tasks().stream().map(TaskMethod::name).toList());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void saysWhatTheTaskIsForAndTakesAndGives(TaskMethod task) throws IOException {
        var section = section(task.name());

        assertThat(section).contains(task.description().orElseThrow());
        assertThat(ARGUMENT.matcher(section).results())
                .extracting(TasksDocTest::argument)
                .containsExactlyElementsOf(arguments(task));
        assertThat(fields(task.result()))
                .allSatisfy(field -> assertThat(section).contains("`" + field + "`"));
    }

    @Test
    void namesEveryErrorOfTheirs() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                CODE.matcher(Files.readString(file))
                        .results()
                        .forEach(match -> codes.add(match.group(1)));
            }
        }
        assertThat(codes).hasSizeGreaterThan(10);
        var page = page();
        assertThat(codes).allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    private static String section(String task) throws IOException {
        var page = page();
        var begin = page.indexOf("\n## `" + task + "`\n");
        var end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static String argument(MatchResult match) {
        return match.group(1) + match.group(2);
    }

    private static List<String> arguments(TaskMethod task) {
        var schema = task.parameters();
        var required = schema.get("required") instanceof List<?> list ? list : List.of();
        return properties(schema).map(name -> required.contains(name) ? name : name + "?").toList();
    }

    /// Of an object, or of the objects in a list.
    private static List<String> fields(Map<?, ?> schema) {
        var object = schema.get("items") instanceof Map<?, ?> items ? items : schema;
        return properties(object).toList();
    }

    private static Stream<String> properties(Map<?, ?> schema) {
        return schema.get("properties") instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf)
                : Stream.empty();
    }
}
