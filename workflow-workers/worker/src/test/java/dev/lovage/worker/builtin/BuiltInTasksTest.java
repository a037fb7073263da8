package dev.lovage.worker.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskFailure;
import dev.lovage.worker.FileRoots;
import dev.lovage.worker.builtin.FileTasks.Form;
import dev.lovage.worker.builtin.FileTasks.Found;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class BuiltInTasksTest {
    @TempDir Path folder;
    private Path open;
    private FileTasks files;

    @BeforeEach
    void prepare() throws IOException {
        open = Files.createDirectories(folder.resolve("open"));
        Files.createDirectories(open.resolve("b/c"));
        Files.writeString(open.resolve("b/c/deep.txt"), "deep");
        Files.writeString(open.resolve("b/two.md"), "zwölf");
        Files.writeString(open.resolve("a.txt"), "");
        Files.writeString(folder.resolve("secret"), "no");
        Files.createSymbolicLink(open.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(open.resolve("loop"), open);
        files = new FileTasks(FileRoots.of(open));
    }

    @Test
    void listsFilesSortedAndFollowsNoLinks() {
        assertThat(list("."))
                .containsExactly(
                        new Found("a.txt", 0),
                        new Found("b/c/deep.txt", 4),
                        new Found("b/two.md", 6));
        assertThat(list(open.resolve("b").toString()))
                .extracting(Found::path)
                .containsExactly("c/deep.txt", "two.md");
    }

    @Test
    void listsOnlyWhatWasAskedFor() {
        assertThat(files.list(".", Optional.of(".txt"), Optional.of(false), Optional.empty()))
                .containsExactly(new Found("a.txt", 0));
    }

    @Test
    void refusesMoreFilesThanTheLimit() {
        fails(
                "TOO_MANY_FILES",
                () -> files.list(".", Optional.empty(), Optional.empty(), Optional.of(2)));
    }

    @Test
    void readsTextAndBytes() throws IOException {
        assertThat(read("b/two.md", Form.TEXT).content()).isEqualTo("zwölf");
        assertThat(read("b/two.md", Form.BASE64).content()).isEqualTo("enfDtmxm");
        Files.write(open.resolve("raw"), new byte[] {(byte) 0xff, 0});
        assertThat(read("raw", Form.BASE64).bytes()).isEqualTo(2);
        fails("NOT_TEXT", () -> read("raw", Form.TEXT));
        fails("FILE_TOO_LARGE", () -> files.read("b/two.md", Optional.empty(), Optional.of(5)));
        Files.write(open.resolve("large"), new byte[200_000]);
        fails("FILE_TOO_LARGE", () -> read("large", Form.BASE64));
        assertThat(files.read("large", Optional.of(Form.BASE64), Optional.of(200_000)).bytes())
                .isEqualTo(200_000);
    }

    @Test
    void staysInsideTheOpenFolders() {
        for (var path :
                List.of("/etc/passwd", "../secret", "b/../../secret", "link", "..", "/no/such")) {
            assertThatThrownBy(() -> read(path, Form.TEXT))
                    .as(path)
                    .isInstanceOfSatisfying(
                            TaskFailure.class,
                            f -> assertThat(f.code()).isEqualTo("FILE_FORBIDDEN"))
                    .hasMessageContaining("lovage.files.roots");
        }
        fails("FILE_NOT_FOUND", () -> read("nothing", Form.TEXT));
        fails("FILE_FORBIDDEN", () -> FileRoots.of().resolve("."));
    }

    @Test
    void saysInWordsWhyAFileCannotBeRead() {
        assertThatThrownBy(() -> read("b", Form.TEXT)).hasMessageContaining("b is a folder");
        assertThatThrownBy(() -> list("a.txt")).hasMessageContaining("read it with files.read");
        fails("FILE_IS_FOLDER", () -> read("b", Form.TEXT));
        fails("FILE_IS_NO_FOLDER", () -> list("a.txt"));

        var denied = FileFaults.unreadable("b", new AccessDeniedException("/srv/b/c"));
        assertThat(denied)
                .hasMessageContaining("may not read all of b")
                .hasMessageNotContaining("/srv");
        assertThat(denied.retryable()).isFalse();
        var broken =
                FileFaults.unreadable(
                        "b", new FileSystemException("/srv/b", null, "Input/output error"));
        assertThat(broken).hasMessageContaining("b could not be read (Input/output error)");
        assertThat(broken.retryable()).isTrue();
    }

    @Test
    void mergesObjectsInsideObjects() throws IOException {
        assertThat(
                        merge(
                                "{'a': {'x': 1, 'y': 1}, 'b': [1]}",
                                "{'a': {'y': 2}, 'b': [2], 'c': null}"))
                .isEqualTo(json("{'a': {'x': 1, 'y': 2}, 'b': [2], 'c': null}"));
        assertThat(merge("{'a': 1}", "7")).isEqualTo(json("7"));
        fails("BAD_ARGUMENTS", () -> new JsonTasks().merge(List.of()));
    }

    private List<Found> list(String path) {
        return files.list(path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private FileTasks.Content read(String path, Form form) {
        return files.read(path, Optional.of(form), Optional.empty());
    }

    private static JsonNode merge(String left, String right) throws IOException {
        return new JsonTasks().merge(List.of(json(left), json(right)));
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    private static void fails(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TaskFailure.class, f -> assertThat(f.code()).isEqualTo(code));
    }
}
