package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/// `lovage result`
@Command(
        name = "result",
        description = "Print the result of a run that has ended; exit code 1 when it has none.",
        mixinStandardHelpOptions = true)
final class ResultCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the result there, as JSON, however large it is.")
    private @Nullable Path file;

    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        try (LovageClient client = connection.open()) {
            Run.Result result = client.briefly(run, Duration.ZERO);
            Path out = file;
            if (out != null && result.state() == RunState.SUCCEEDED) {
                terminal.out().printf("%s: %,d bytes%n", out, write(client, result, out));
            } else {
                terminal.out().println(output.json() ? output.print(result) : text(result));
            }
            return result.state() == RunState.SUCCEEDED ? Lovage.DONE : Lovage.FAILED;
        }
    }

    /// For people; a large one is only described.
    private String text(Run.Result result) {
        if (result.large() != null) {
            return large(run, result.large());
        }
        if (result.error() != null) {
            return output.print(result.error());
        }
        return result.state() == RunState.SUCCEEDED
                ? output.print(result.result())
                : result.state() + ", no result";
    }

    static String large(String run, Run.Large large) {
        return "The result has %,d bytes: lovage result %s --out FILE".formatted(large.size(), run);
    }

    private long write(LovageClient client, Run.Result brief, Path out) {
        try {
            byte[] json =
                    brief.large() == null
                            ? output.bytes(client.result(run, Duration.ZERO).result())
                            : client.value(brief.large());
            Files.write(out, json);
            return json.length;
        } catch (IOException e) {
            throw new UsageException(out + " cannot be written: " + e);
        }
    }
}
