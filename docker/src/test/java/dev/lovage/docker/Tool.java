package dev.lovage.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command of the operating system.
final class Tool {
    private static final int MINUTES = 5;

    private Tool() {}

    static boolean isThere(String name) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(it -> Files.isExecutable(Path.of(it, name)));
    }

    /// What it prints; throws with its complaint when it fails.
    static String run(List<String> line) throws IOException, InterruptedException {
        return run(line, Path.of("").toAbsolutePath());
    }

    static String run(List<String> line, Path folder) throws IOException, InterruptedException {
        var complaint = Files.createTempFile("tool", ".err");
        try {
            var process =
                    new ProcessBuilder(line)
                            .directory(folder.toFile())
                            .redirectError(complaint.toFile())
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        String.join(" ", line) + "\n" + said + Files.readString(complaint));
            }
            return said.strip();
        } finally {
            Files.delete(complaint);
        }
    }
}
