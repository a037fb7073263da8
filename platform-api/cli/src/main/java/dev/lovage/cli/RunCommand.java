package dev.lovage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// `lovage run`: starts a run of a saved workflow, and waits for it when asked to.
@Command(name = "run", description = "Start a run.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final TypeReference<Object> ANY = new TypeReference<>() {};
    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    @ArgGroup(multiplicity = "1")
    private final What what = new What();

    /// What is run.
    static final class What {
        @Parameters(arity = "0..1", paramLabel = "NAME", description = "The workflow.")
        private @Nullable String name;

        @Option(
                names = "--canvas",
                paramLabel = "FILE",
                description =
                        "Or a canvas that is not saved: YAML, JSON, or the JSON of one of Celery's.")
        private @Nullable Path canvas;
    }

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            description = "What the run is given (default: {}).")
    private @Nullable String input;

    @Option(
            names = "--args",
            paramLabel = "JSON|@FILE",
            description = "A list: what Celery's apply_async is given.")
    private @Nullable String args;

    @Option(
            names = "--kwargs",
            paramLabel = "JSON|@FILE",
            description = "An object: the same by name.")
    private @Nullable String kwargs;

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
        Function<LovageClient, Run.Accepted> start = start();
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            Run.Accepted accepted = start.apply(client);
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
                print(accepted.id(), result, out);
            }
            return result.state() == RunState.SUCCEEDED ? Lovage.DONE : Lovage.FAILED;
        }
    }

    private void print(String run, Run.Result result, PrintWriter out) {
        out.println(result.state());
        if (result.error() != null) {
            out.println(output.print(result.error()));
        } else if (result.large() != null) {
            out.println(ResultCommand.large(run, result.large()));
        } else if (result.result() != null) {
            out.println(output.print(result.result()));
        }
    }

    /// What is asked for is read before anybody is asked.
    private Function<LovageClient, Run.Accepted> start() {
        String workflow = what.name;
        if (workflow == null) {
            Run.StartCanvas start = canvas();
            return client -> client.startCanvas(start, key);
        }
        Object given = input == null ? Map.of() : json("--input", input, ANY);
        return client -> client.start(workflow, Run.Start.with(given), key);
    }

    private Run.StartCanvas canvas() {
        return new Run.StartCanvas(
                document(),
                json("--input", input, ANY),
                json("--args", args, LIST),
                json("--kwargs", kwargs, OBJECT),
                null,
                null,
                null,
                null);
    }

    private Object document() {
        try {
            Object canvas = Json.readDocument(Files.readString(what.canvas));
            return canvas == null ? List.of() : canvas;
        } catch (InvalidCanvasException e) {
            throw new UsageException("--canvas cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("--canvas cannot be read: " + e.getMessage());
        }
    }

    private static <T> @Nullable T json(
            String option, @Nullable String given, TypeReference<T> type) {
        if (given == null) {
            return null;
        }
        try {
            String text =
                    given.startsWith("@") ? Files.readString(Path.of(given.substring(1))) : given;
            return new ObjectMapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    option + " is not JSON as it must be: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UsageException(option + " cannot be read: " + e.getMessage());
        }
    }
}
