package dev.lovage.testkit;

import dev.lovage.canvas.Definition;
import dev.lovage.engine.Replaying;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.WorkerOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Replays histories of runs, and says which step would go otherwise today: with this version of
/// Lovage, or with other definitions.
///
/// ```java
/// @Test
/// void runsOfLastYearGoOn() {
///     ReplayGate.of("histories").holds();
/// }
/// ```
///
/// A history is made by `TestRun.record`, or by `temporal workflow show --output json`.
public final class ReplayGate {
    private static final long DEADLOCK_MILLIS = 30_000;

    private final List<Path> histories;
    private final List<Definition> definitions;

    private ReplayGate(List<Path> histories, List<Definition> definitions) {
        this.histories = List.copyOf(histories);
        this.definitions = List.copyOf(definitions);
    }

    /// Of all `.json` files in a folder of the test's resources.
    public static ReplayGate of(String folder) {
        var url = Thread.currentThread().getContextClassLoader().getResource(folder);
        if (url == null) {
            throw new IllegalArgumentException("There is no folder of resources " + folder);
        }
        try {
            return in(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No folder of files: " + url, e);
        }
    }

    /// Of all `.json` files in a folder.
    public static ReplayGate in(Path folder) {
        try (var files = Files.list(folder)) {
            var histories =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            if (histories.isEmpty()) {
                throw new IllegalArgumentException("There are no histories in " + folder);
            }
            return new ReplayGate(histories, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With these in the place of the definitions of the same names that the runs had.
    public ReplayGate with(Definition... others) {
        return new ReplayGate(histories, List.of(others));
    }

    /// Fails where a run would go otherwise.
    ///
    /// @throws AssertionError naming every run that would go otherwise, and where
    public void holds() {
        var differences = differences();
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences));
        }
    }

    /// A sentence for every run that would go otherwise.
    public List<String> differences() {
        var differences = new ArrayList<String>();
        try (var environment = environment()) {
            var worker =
                    environment.newWorker(
                            "recorded",
                            WorkerOptions.newBuilder()
                                    .setDefaultDeadlockDetectionTimeout(DEADLOCK_MILLIS)
                                    .build());
            Replaying.teach(worker);
            for (var file : histories) {
                var history = new History(Files.readString(file)).with(definitions);
                try {
                    WorkflowReplayer.replayWorkflowExecution(history.recorded(), worker);
                } catch (Exception | Error e) {
                    differences.add(file.getFileName() + ": " + history.difference(e));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return differences;
    }

    private static TestWorkflowEnvironment environment() {
        return TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(Replaying.client())
                        .setWorkerFactoryOptions(Replaying.workers())
                        .build());
    }
}
