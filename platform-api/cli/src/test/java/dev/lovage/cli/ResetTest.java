package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class ResetTest {
    private static final String MINE = Long.toString(ProcessHandle.current().pid());

    @TempDir private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path folder;

    @BeforeEach
    void makeWhatAPlatformLeaves() throws IOException {
        folder = temporary.resolve("data");
        Files.createDirectories(folder.resolve("postgres/base"));
        Files.write(folder.resolve("postgres/base/1"), new byte[3 << 20]);
        Files.writeString(folder.resolve("secrets.json"), "{}");
        Files.writeString(folder.resolve("stack.json"), "{}");
        Files.writeString(folder.resolve("lock"), MINE);
    }

    @Test
    void saysWhatItWouldDeleteAndLeavesIt() {
        assertThat(reset()).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("Would delete the data in " + folder + ", 3 MiB\n");
        assertThat(err.toString()).contains("--yes");
        assertThat(folder.resolve("postgres/base/1")).exists();
    }

    @Test
    void deletesAllThatAPlatformKeeps() {
        assertThat(reset("--yes")).isZero();
        assertThat(folder).doesNotExist();
        assertThat(temporary).exists();
    }

    @Test
    void leavesWhatIsNotThePlatforms() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Path cached = Files.createDirectories(folder.resolve("cache/temporal"));

        assertThat(reset("--yes")).isZero();
        assertThat(out.toString()).contains("other files in it stay");
        assertThat(folder).isDirectoryNotContaining("regex:.*(lock|json|postgres)");
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
        assertThat(cached).exists();
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "mine");
        Files.createSymbolicLink(folder.resolve("postgres/link"), elsewhere);
        Files.createSymbolicLink(folder.resolve("postgres/up"), temporary);

        assertThat(reset("--yes")).isZero();
        assertThat(folder).doesNotExist();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void refusesAFolderThatIsNotAPlatforms() throws IOException {
        Files.delete(folder.resolve("lock"));

        assertThat(reset("--yes")).isEqualTo(1);
        assertThat(err.toString()).contains(folder + " is not the data folder of a platform");
        assertThat(folder.resolve("postgres/base/1")).exists();
    }

    @Test
    void refusesWhileThePlatformRuns() throws IOException {
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.lock().isValid()).isTrue();

            assertThat(reset("--yes")).isEqualTo(1);
        }
        assertThat(err.toString()).contains("process " + MINE, "`lovage down`");
        assertThat(folder.resolve("postgres/base/1")).exists();
    }

    private int reset(String... options) {
        CommandLine lovage = Lovage.commandLine();
        lovage.setOut(new PrintWriter(out, true));
        lovage.setErr(new PrintWriter(err, true));
        String[] line = new String[options.length + 3];
        line[0] = "reset";
        line[1] = "--data";
        line[2] = folder.toString();
        System.arraycopy(options, 0, line, 3, options.length);
        return lovage.execute(line);
    }
}
