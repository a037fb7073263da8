package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every file under `definitions/invalid` has its flaws beside it, one a line: place, code,
/// pointer, message.
class GoldenTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");

    static Stream<Path> valid() throws IOException {
        return files("valid");
    }

    static Stream<Path> invalid() throws IOException {
        return files("invalid").filter(file -> !file.toString().endsWith(".flaws"));
    }

    @ParameterizedTest
    @MethodSource
    void valid(Path file) throws IOException {
        var definition = CanvasReader.definition(Files.readString(file));
        var tree = CanvasWriter.tree(definition);
        assertThat(CanvasReader.definition(tree)).isEqualTo(definition);
        assertThat(CanvasReader.definition(Json.write(tree))).isEqualTo(definition);
        assertThat(CanvasWriter.tree(CanvasReader.definition(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Path file) throws IOException {
        var text = Files.readString(file);
        var flaws =
                catchThrowableOfType(
                                InvalidCanvasException.class, () -> CanvasReader.definition(text))
                        .flaws();
        var golden = Path.of(file + ".flaws");
        if (Boolean.getBoolean("golden.write")) {
            Files.write(golden, lines(flaws));
        }
        assertThat(lines(flaws)).isEqualTo(Files.readAllLines(golden));
    }

    @ParameterizedTest
    @EnumSource(Keys.Kind.class)
    void everyKindHasMistakesOfItsOwn(Keys.Kind kind) throws IOException {
        var inside = Pattern.compile("/" + kind.key + "(/|$)");
        try (var files = Files.list(DEFINITIONS.resolve("invalid"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".flaws")))
                    .anySatisfy(file ->
                            assertThat(Files.readAllLines(file))
                                    .anyMatch(line -> inside.matcher(line.split(" ")[2]).find()));
        }
    }

    private static List<String> lines(List<Flaw> flaws) {
        return flaws.stream()
                .map(flaw ->
                        "%s %s %s %s"
                                .formatted(
                                        place(flaw.position()),
                                        flaw.code(),
                                        flaw.pointer().isEmpty() ? "-" : flaw.pointer(),
                                        flaw.message()))
                .toList();
    }

    private static String place(Position position) {
        return position == null ? "-" : position.line() + ":" + position.column();
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (var files = Files.list(DEFINITIONS.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }
}
