package dev.lovage.console;

import static dev.lovage.console.Fixtures.CANCELLED;
import static dev.lovage.console.Fixtures.FAILED;
import static dev.lovage.console.Fixtures.HOSTILE;
import static dev.lovage.console.Fixtures.SCRIPT;
import static dev.lovage.console.Fixtures.edges;
import static dev.lovage.console.Fixtures.error;
import static dev.lovage.console.Fixtures.node;
import static dev.lovage.console.Fixtures.step;

import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import java.util.List;
import java.util.Map;

/// Runs that did not succeed: one failed in a group, one cancelled, one full of hostile text.
record EndedRuns(Fixtures all) {
    void add() {
        failed();
        cancelled();
        hostile();
    }

    private void failed() {
        var at = all.now.minusSeconds(94);
        var error =
                error(
                        "IMAGE_TOO_LARGE",
                        "image.resize",
                        "do.1.g.wide",
                        3,
                        "The picture has 48,000 × 31,000 pixels; at most 16,000 × 16,000 can be held.");
        all.runs.add(
                all.run(
                        FAILED,
                        "image-thumbnails",
                        7,
                        RunState.FAILED,
                        "marta",
                        at,
                        at.plusMillis(30),
                        at.plusSeconds(14),
                        error));
        all.graphs.put(
                FAILED,
                new Run.Graph(
                        List.of(
                                node("do.0", "task", "load", "files.read", null),
                                        node("do.1", "group", "sizes", null, null),
                                node("do.1.g.wide", "task", "wide", "image.resize", "do.1"),
                                        node(
                                                "do.1.g.small",
                                                "task",
                                                "small",
                                                "image.resize",
                                                "do.1"),
                                node("do.1.g.icon", "task", "icon", "image.resize", "do.1"),
                                        node("do.2", "task", "publish", "files.write", null)),
                        edges("do.0>do.1", "do.1>do.2")));
        all.steps.put(
                FAILED,
                List.of(
                        step(
                                "do.0",
                                "task",
                                StepState.SUCCEEDED,
                                "files.read",
                                at,
                                820,
                                Map.of("bytes", 91_223_040),
                                null),
                        new Run.Step(
                                "do.1",
                                "group",
                                StepState.FAILED,
                                new Run.Work(null, null, 3),
                                new Run.StepTimes(at.plusMillis(840), at.plusSeconds(14)),
                                0,
                                null,
                                error),
                        step(
                                "do.1.g.wide",
                                "task",
                                StepState.FAILED,
                                "image.resize",
                                at.plusMillis(850),
                                13_100,
                                null,
                                error),
                        step(
                                "do.1.g.small",
                                "task",
                                StepState.SUCCEEDED,
                                "image.resize",
                                at.plusMillis(850),
                                2210,
                                Map.of("path", "small.webp"),
                                null),
                        step(
                                "do.1.g.icon",
                                "task",
                                StepState.SUCCEEDED,
                                "image.resize",
                                at.plusMillis(850),
                                1640,
                                Map.of("path", "icon.webp"),
                                null)));
    }

    private void cancelled() {
        var at = all.now.minusSeconds(150);
        all.runs.add(
                all.run(
                        CANCELLED,
                        "orders-nightly",
                        12,
                        RunState.CANCELLED,
                        null,
                        at,
                        at.plusMillis(22),
                        at.plusSeconds(61),
                        null));
        all.graphs.put(
                CANCELLED,
                new Run.Graph(
                        List.of(
                                node("do.0", "task", "extract", "jdbc.query", null),
                                node("do.1", "task", "validate", "json.schema", null),
                                node("do.2", "task", "load", "jdbc.copy", null)),
                        edges("do.0>do.1", "do.1>do.2")));
        all.steps.put(
                CANCELLED,
                List.of(
                        step(
                                "do.0",
                                "task",
                                StepState.SUCCEEDED,
                                "jdbc.query",
                                at,
                                31_000,
                                Map.of("rows", 120_441),
                                null),
                        step(
                                "do.1",
                                "task",
                                StepState.CANCELLED,
                                "json.schema",
                                at.plusSeconds(31),
                                30_000,
                                null,
                                null)));
    }

    private void hostile() {
        var at = all.now.minusSeconds(200);
        var error = error("BAD", SCRIPT, "do.0", 1, SCRIPT);
        var trigger = new Run.Trigger("api", SCRIPT, List.of(SCRIPT), "default");
        all.runs.add(
                new Run(
                        HOSTILE,
                        "adhoc",
                        0,
                        RunState.FAILED,
                        trigger,
                        new Run.Times(at, at, at.plusSeconds(1)),
                        error,
                        new Run.Seen(at, "projection")));
        all.graphs.put(
                HOSTILE,
                new Run.Graph(
                        List.of(Run.Node.step("do.0", "task", null, SCRIPT, SCRIPT, null)),
                        List.of()));
        all.steps.put(
                HOSTILE,
                List.of(
                        step(
                                "do.0",
                                "task",
                                StepState.FAILED,
                                SCRIPT,
                                at,
                                900,
                                Map.of("html", SCRIPT),
                                error)));
        all.results.put(HOSTILE, SCRIPT);
    }
}
