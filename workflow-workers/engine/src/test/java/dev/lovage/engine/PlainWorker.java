package dev.lovage.engine;

import dev.lovage.local.Stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A worker in Python on Temporal's own SDK, which pip fetches into a folder.
final class PlainWorker implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/test/resources/plain_worker.py");
    private static final String SDK = "temporalio>=1.8,<2";
    private static final int PATIENCE_SECONDS = 90;

    private final Process process;

    private PlainWorker(Process process) {
        this.process = process;
    }

    /// Makes a virtual environment with the SDK; says why where that does not work.
    static Optional<String> install(Path venv) throws IOException, InterruptedException {
        var made = run(venv, "python3", "-m", "venv", "--without-pip", venv.toString());
        return made.isPresent()
                ? made
                : run(
                        venv,
                        "python3",
                        "-m",
                        "pip",
                        "--python",
                        python(venv),
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        SDK);
    }

    private static Optional<String> run(Path venv, String... command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(venv.getParent(), "output", ".txt");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(command[2] + " took longer than " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(Files.readString(output));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String python(Path venv) {
        return venv.resolve("bin/python").toString();
    }

    /// Returns once it polls the queue.
    static PlainWorker start(Path venv, Stack stack, String queue) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                python(venv),
                                SCRIPT.toString(),
                                stack.temporal(),
                                stack.namespace(),
                                queue));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = process.inputReader();
        for (String line; (line = line(said)) != null; ) {
            if (line.equals("ready")) {
                return new PlainWorker(process);
            }
            System.err.println(line);
        }
        throw new IllegalStateException("The worker ended before it was ready");
    }

    private static String line(BufferedReader reader) {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
