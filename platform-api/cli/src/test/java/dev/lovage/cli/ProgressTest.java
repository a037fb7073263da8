package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ProgressTest {
    @Test
    void knowsATerminalFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(Progress.isDevice(link(folder, "0", Path.of("/dev/pts/3")))).isTrue();
        assertThat(Progress.isDevice(link(folder, "1", file))).isFalse();
        assertThat(Progress.isDevice(link(folder, "2", Path.of("pipe:[4711]")))).isFalse();
        assertThat(Progress.isDevice(folder.resolve("none"))).isFalse();
    }

    private static Path link(Path folder, String name, Path target) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), target);
    }
}
