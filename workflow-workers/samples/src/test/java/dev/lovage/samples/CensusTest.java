package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.worker.FileRoots;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class CensusTest {
    private static final List<String> SKIP = List.of("target");

    @TempDir Path folder;
    private Census census;

    @BeforeEach
    void prepare() throws IOException {
        census = new Census(FileRoots.of(folder));
        write("a.md", "Zwölf Boxkämpfer — jagen\tViktor\n\nquer");
        write("b/c/empty", "");
        write("b/d.java", "x\n".repeat(70_000));
        write("b/ü Ω.java", " \n\r\n one \u000b two\f\n");
        write("b-c/.hidden", "no line end");
        write("B.md", "\n\n\n");
        write("target/left.out", "left out");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a.md"));
    }

    @Test
    void agreesWithWc() throws Exception {
        for (var path : List.of("a.md", "b/c/empty", "b/d.java", "b/ü Ω.java", "b-c/.hidden")) {
            var measure = census.measure(".", path);

            assertThat("%d %d %d".formatted(measure.lines(), measure.words(), measure.bytes()))
                    .as(path)
                    .isEqualTo(shell("cat \"$1\" | wc | xargs", path));
        }
    }

    @Test
    void agreesWithSha256sumAndFind() throws Exception {
        var totals = runAll(".");

        assertThat(totals.sha256())
                .isEqualTo(
                        shell(
                                "find . -name target -prune -o -type f -printf '%P\\0' | LC_ALL=C"
                                        + " sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1",
                                ""));
        assertThat(totals.files()).isEqualTo(6);
        assertThat(totals.bytes())
                .isEqualTo(
                        Long.parseLong(
                                shell(
                                        "find . -name target -prune -o -type f -print0 | xargs -0"
                                                + " cat | wc -c",
                                        "")));
    }

    @Test
    void addsUpBySuffixTheLargestFirst() throws IOException {
        assertThat(runAll(".").suffixes())
                .extracting(Totals.Suffix::suffix, Totals.Suffix::files)
                .containsExactly(tuple(".java", 2), tuple(".md", 2), tuple("", 2));
    }

    @Test
    void dividesThousandsOfFilesIntoPagesThatHoldEachOnce() throws IOException {
        var paths =
                IntStream.range(0, 2_345)
                        .mapToObj(i -> "f%05d-%s".formatted(i, "x".repeat(i % 400)))
                        .toList();

        var pages = Page.divide(paths);

        assertThat(pages.stream().flatMap(page -> paths.stream().filter(page::holds)))
                .containsExactlyElementsOf(paths);
        assertThat(pages)
                .allSatisfy(page ->
                        assertThat(
                                        paths.stream()
                                                .filter(page::holds)
                                                .mapToInt(String::length)
                                                .sum())
                                .isLessThan(61_000));
        assertThat(pages).allSatisfy(page -> assertThat(page.files()).isBetween(1, 200));
    }

    @Test
    void countsNothingInAnEmptyFolder() throws IOException {
        Files.createDirectory(folder.resolve("void"));

        assertThat(runAll("void").files()).isZero();
    }

    @Test
    void refusesMoreFilesThanOneRunHolds() throws IOException {
        for (var i = 0; i <= Folder.MOST_FILES; i++) {
            write("many/" + i, "");
        }

        assertThatThrownBy(() -> census.pages("many", List.of()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, f -> assertThat(f.code()).isEqualTo("TOO_MANY_FILES"));
    }

    @Test
    void reportsInMarkdown() throws IOException {
        assertThat(census.report(".", SKIP, runAll(".")))
                .contains("| `.java` | 2 | 70,003 |")
                .contains("| **all** | 6 |")
                .contains("Left out: target");
    }

    @Test
    void isDefinedByAValidDefinition() throws IOException {
        try (var yaml = Census.class.getResourceAsStream("/lovage/source-census.yaml")) {
            var text = new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(CanvasReader.definition(text).name()).isEqualTo("source-census");
        }
    }

    /// As the definition does it.
    private Totals runAll(String start) throws IOException {
        var pages = new ArrayList<List<Measure>>();
        for (var page : census.pages(start, SKIP)) {
            var measures = new ArrayList<Measure>();
            for (var file : census.files(start, SKIP, page)) {
                measures.add(census.measure(start, file));
            }
            pages.add(measures);
        }
        return census.totals(pages);
    }

    private void write(String path, String content) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), content);
    }

    private String shell(String command, String argument) throws Exception {
        var builder =
                new ProcessBuilder("sh", "-c", command, "sh", argument)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        // in C alone, wc takes a dash of Unicode for no word
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
