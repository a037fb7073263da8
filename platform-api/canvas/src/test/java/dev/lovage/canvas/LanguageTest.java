package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The reference says what the reader does.
class LanguageTest {
    private static final Path REFERENCE = Path.of("LANGUAGE.md");
    private static final Path FLAWS = Path.of("src/test/resources/definitions/invalid");
    private static final Pattern EXAMPLE =
            Pattern.compile("^```yaml ?([A-Z_]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`([A-Za-z_-]+)(: [^`\n]*)?`");

    /// @param refused the code with which the reader refuses it; empty when it is good
    private record Example(String refused, String text) {
        /// A part of a definition gets one around it.
        String definition() {
            return text.startsWith("name:") ? text : "name: example\ndo:\n" + text.indent(2);
        }
    }

    static Stream<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .map(match -> new Example(match.group(1), match.group(2)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadOrRefusedAsItSays(Example example) {
        var refused =
                catchThrowableOfType(
                        InvalidCanvasException.class,
                        () -> CanvasReader.definition(example.definition()));
        if (example.refused.isEmpty()) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.flaws()).extracting(Flaw::code).containsExactly(example.refused);
        }
    }

    @Test
    void namesEveryKey() throws IOException {
        var keys = new TreeSet<>(Keys.DEFINITION);
        for (var kind : Keys.Kind.values()) {
            keys.addAll(Keys.of(kind));
        }
        for (var inner :
                List.of(
                        Keys.RETRY,
                        Keys.TIMEOUT,
                        Keys.BRANCH,
                        Keys.CATCH,
                        Keys.LOOP,
                        Keys.GRAPH,
                        Keys.CHANNEL,
                        Keys.EDGE,
                        Keys.KINDS)) {
            keys.addAll(inner);
        }
        assertThat(words())
                .containsAll(keys)
                .containsAll(Names.TODAY.stream().filter(n -> !n.equals("steps")).toList());
    }

    @Test
    void namesEveryCodeOfAMistake() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.list(FLAWS)) {
            for (var file : files.filter(f -> f.toString().endsWith(".flaws")).toList()) {
                Files.readAllLines(file).forEach(line -> codes.add(line.split(" ")[1]));
            }
        }
        assertThat(codes).isNotEmpty();
        assertThat(words()).containsAll(codes);
    }

    private static Set<String> words() throws IOException {
        var words = new TreeSet<String>();
        WORD.matcher(Files.readString(REFERENCE)).results().forEach(m -> words.add(m.group(1)));
        return words;
    }
}
