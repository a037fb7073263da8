package dev.lovage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/// `lovage run`: starts a run of a saved workflow, and waits for it when asked to.
@Command(name = "run", description = "Start a run.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The workflow.")
    private String name = "";

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            description = "What the run is given (default: {}).")
    private @Nullable String input;

    @Option(names = "--key", description = "The same key and input start one run only.")
    private @Nullable String key;

    @Option(names = "--wait", description = "Wait for the end; exit code 1 when the run failed.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "1h",
            description =
                    "How long to wait: 30s, 10m, 2h, 1d or ISO 8601 (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Object given = given();
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            Run.Accepted accepted = client.start(name, Run.Start.with(given), key);
            if (!wait) {
                out.println(output.json() ? output.print(accepted) : accepted.id());
                return Lovage.DONE;
            }
            Progress progress = Progress.on(terminal.err());
            progress.show(accepted.id());
            Run.Result result = new Waiting(client, progress, timeout).result(accepted.id());
            if (output.json()) {
                out.println(output.print(result));
            } else {
                print(result, out);
            }
            return result.state() == RunState.SUCCEEDED ? Lovage.DONE : Lovage.FAILED;
        }
    }

    private void print(Run.Result result, PrintWriter out) {
        out.println(result.state());
        if (result.error() != null) {
            out.println(output.print(result.error()));
        } else if (result.result() != null) {
            out.println(output.print(result.result()));
        }
    }

    private @Nullable Object given() {
        if (input == null) {
            return Map.of();
        }
        try {
            String text =
                    input.startsWith("@") ? Files.readString(Path.of(input.substring(1))) : input;
            return new ObjectMapper().readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new UsageException("--input is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UsageException("--input cannot be read: " + e.getMessage());
        }
    }
}
