package dev.lovage.console.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class TextsTest {
    private static final Pattern USED = Pattern.compile("\\btext\\(\\s*\"([a-z0-9.]+)\"");

    @Test
    void everyTextThatIsUsedIsInTheBundleAndTheOtherWayRound() throws IOException {
        var bundle = new TreeSet<>(ResourceBundle.getBundle("texts").keySet());
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(TextsTest::read)
                            .collect(Collectors.joining());
            var used =
                    USED.matcher(sources)
                            .results()
                            .map(match -> match.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
            // keys that end in a dot are completed by a word: all of that family are used
            assertThat(bundle)
                    .allMatch(key ->
                            used.contains(key)
                                    || used.contains(key.substring(0, key.lastIndexOf('.') + 1))
                                    || key.startsWith("step."));
            assertThat(used).allMatch(key -> key.endsWith(".") || bundle.contains(key));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
