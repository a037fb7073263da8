package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// Canvases of Celery's whose tasks are functions in Python, served by Temporal's own SDK: no
/// library of ours is needed there.
@Timeout(120)
class PlainWorkerIT {
    @TempDir private static Path folder;
    private static PlainWorker worker;
    private static CeleryRuns runs;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var venv = folder.resolve("venv");
        var missing = PlainWorker.install(venv);
        Assumptions.assumeTrue(
                missing.isEmpty(),
                () -> "Without Python, pip and a network there is no worker: " + missing.get());
        var queue = "python-" + UUID.randomUUID();
        worker = PlainWorker.start(venv, Stack.shared(), queue);
        Map<String, Object> there = Map.of("queue", queue);
        runs =
                new CeleryRuns(
                        Stack.shared(),
                        new CeleryTasks(),
                        Map.of("add", there, "tsum", there, "fail", there));
    }

    @AfterAll
    static void end() {
        if (runs != null) {
            runs.close();
        }
        if (worker != null) {
            worker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chord-04", "map-02", "chain-05"})
    void aPlainWorkerServesTheTasksOfACanvas(String id) throws IOException {
        var each =
                CeleryCase.all().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        var wanted = each.expected();

        var end = runs.begin(each).end();

        assertThat(end)
                .isEqualTo(
                        new CeleryRuns.End(
                                wanted.state(),
                                wanted.result(),
                                wanted.type(),
                                wanted.message(),
                                Map.of()));
    }
}
