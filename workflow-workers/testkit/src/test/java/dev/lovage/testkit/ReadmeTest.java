package dev.lovage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What stands in the READMEs as Java stands in a test, word for word.
final class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path TESTS = Path.of("src/test/java/dev/lovage/testkit");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "../sdk/README.md"})
    void everyExampleIsTested(String readme) throws IOException {
        String tests;
        try (var files = Files.list(TESTS)) {
            tests = files.map(ReadmeTest::read).collect(Collectors.joining("\n"));
        }
        var examples = JAVA.matcher(Files.readString(Path.of(readme))).results().toList();

        assertThat(examples).isNotEmpty();
        assertThat(examples)
                .allSatisfy(example -> assertThat(plain(tests)).contains(plain(example.group(1))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}
