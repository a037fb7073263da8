package dev.lovage.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command that runs to its end: a set-up step, not a part.
record Tool(String what, List<String> line, Map<String, String> environment, Duration patience) {

    Tool {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// Runs it with `input` on its standard input.
    ///
    /// @throws LocalException with its output when it fails
    void run(String input) throws IOException, InterruptedException {
        Path said = Files.createTempFile("lovage", ".out");
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(said.toFile()).start();
        try {
            feed(process, input);
            if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
                throw failed("took longer than " + patience.toSeconds() + " s", said);
            }
            if (process.exitValue() != 0) {
                throw failed("ended with code " + process.exitValue(), said);
            }
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(said);
        }
    }

    private static void feed(Process process, String input) throws IOException {
        try (var out = process.outputWriter(StandardCharsets.UTF_8)) {
            out.write(input);
        }
    }

    private LocalException failed(String how, Path said) throws IOException {
        return new LocalException(
                "%s %s:\n  %s\n  (%s)"
                        .formatted(
                                what,
                                how,
                                Files.readString(said).strip().replace("\n", "\n  "),
                                String.join(" ", line)));
    }

    /// An executable file of that name in a folder of `PATH`.
    static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(":", -1)).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
