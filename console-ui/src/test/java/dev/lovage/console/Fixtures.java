package dev.lovage.console;

import dev.lovage.client.Log;
import dev.lovage.client.Run;
import dev.lovage.events.Failure;
import dev.lovage.events.LogLine;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Runs as a small team has them: one over 500 files, failed and cancelled ones, 300 in all.
final class Fixtures {
    static final int RUNS = 300;
    static final String CENSUS = "source-census~01JD6W8Q4Z9V2N7K3M5P1R0T8X";
    static final String FAILED = "image-thumbnails~01JD6W7A1B2C3D4E5F6G7H8J9K";
    static final String CANCELLED = "orders-nightly~01JD6W6M8N7P5Q4R3S2T1V0W9X";
    static final String HOSTILE = "adhoc~01JD6W5ZZZZZZZZZZZZZZZZZZZ";

    /// Newest first, of the census only.
    List<Log> logs(String run) {
        return run.equals(CENSUS)
                ? List.of(
                        log("2", LogLine.Level.WARN, "<script>alert(1)</script> \u001b[31mred"),
                        log("1", LogLine.Level.INFO, "Listed 12 files"))
                : List.of();
    }

    private static Log log(String id, LogLine.Level level, String message) {
        var at = Instant.parse("2026-11-21T10:00:00.123Z");
        return new Log(id, at, level, "do.0", 1, "task.files.list", message);
    }

    static final String CONTROL = "order-handling~01JD6W4C0NTR0PXYZ5Q8S2T7VA";
    static final String SCRIPT =
            "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";
    static final int FILES = 500;

    private static final List<String> WORKFLOWS =
            List.of(
                    "source-census",
                    "image-thumbnails",
                    "orders-nightly",
                    "ledger-close",
                    "email-digest",
                    "catalog-sync",
                    "invoice-reconcile");
    private static final RunState[] ENDS = {
        RunState.SUCCEEDED, RunState.SUCCEEDED, RunState.SUCCEEDED, RunState.SUCCEEDED,
        RunState.SUCCEEDED, RunState.FAILED, RunState.SUCCEEDED, RunState.CANCELLED,
        RunState.SUCCEEDED, RunState.TIMED_OUT, RunState.SUCCEEDED, RunState.TERMINATED
    };

    final Instant now = Instant.now();
    final List<Run> runs = new ArrayList<>();
    final Map<String, Run.Graph> graphs = new HashMap<>();
    final Map<String, List<Run.Step>> steps = new HashMap<>();
    final Map<String, Object> results = new HashMap<>();

    Fixtures() {
        census(412);
        new EndedRuns(this).add();
        new ControlRun(this).add();
        new TurningRun(this).add();
        var random = new Random(7);
        var at = now.minusSeconds(220);
        for (int i = runs.size(); i < RUNS; i++) {
            var workflow = WORKFLOWS.get(random.nextInt(WORKFLOWS.size()));
            var state =
                    i < 8
                            ? RunState.RUNNING
                            : i == 9 ? RunState.QUEUED : ENDS[random.nextInt(ENDS.length)];
            var id = workflow + "~01JD6" + code(random);
            var length =
                    Duration.ofMillis((long) (300 + Math.pow(random.nextDouble(), 6) * 5_400_000));
            var ended = state.ended() ? at.plus(length) : null;
            var started = state == RunState.QUEUED ? null : at.plusMillis(40);
            var error =
                    state == RunState.FAILED
                            ? error(
                                    "HTTP_503",
                                    "files.read",
                                    "do.1",
                                    3,
                                    "The upstream answered 503.")
                            : null;
            runs.add(
                    run(
                            id,
                            workflow,
                            1 + i % 4,
                            state,
                            random.nextBoolean() ? "admin" : null,
                            at,
                            started,
                            ended,
                            error));
            at = at.minusSeconds(20 + random.nextInt(600));
        }
        runs.sort(Comparator.comparing((Run run) -> run.times().accepted()).reversed());
    }

    private static String code(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            text.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(random.nextInt(32)));
        }
        return text.toString();
    }

    Run run(
            String id,
            String workflow,
            int revision,
            RunState state,
            @Nullable String by,
            Instant at,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Failure error) {
        var trigger =
                by == null
                        ? new Run.Trigger("schedule", workflow + "-daily", List.of(), "default")
                        : new Run.Trigger("cli", by, List.of(), "default");
        return new Run(
                id,
                workflow,
                revision,
                state,
                trigger,
                new Run.Times(at, started, ended),
                error,
                new Run.Seen(Instant.now(), "projection"));
    }

    /// What a run was started with.
    Object input(Run run) {
        return run.id().equals(HOSTILE)
                ? Map.of("html", SCRIPT)
                : Map.of("folder", "src/it's here", "depth", 3);
    }

    /// A run that nobody works on.
    String queued() {
        return runs.stream()
                .filter(run -> run.state() == RunState.QUEUED)
                .map(Run::id)
                .findFirst()
                .orElseThrow();
    }

    static Failure error(
            String code, @Nullable String task, String path, int attempt, String message) {
        return new Failure(code, code, message, task, path, attempt, false, null);
    }

    /// The run over 500 files, of which `done` are counted; 7 of them failed.
    void census(int done) {
        runs.removeIf(run -> run.id().equals(CENSUS));
        var begin = now.minusSeconds(48);
        boolean over = done >= FILES;
        var state = over ? RunState.SUCCEEDED : RunState.RUNNING;
        runs.addFirst(
                run(
                        CENSUS,
                        "source-census",
                        3,
                        state,
                        "admin",
                        begin,
                        begin.plusMillis(35),
                        over ? now : null,
                        null));
        graphs.put(CENSUS, censusGraph());
        List<Run.Step> rows = new ArrayList<>();
        rows.add(
                step(
                        "do.0",
                        "task",
                        StepState.SUCCEEDED,
                        "files.list",
                        begin,
                        412,
                        List.of("README.md", "pom.xml"),
                        null));
        var map =
                new Run.Step(
                        "do.1",
                        "map",
                        over ? StepState.SUCCEEDED : StepState.RUNNING,
                        new Run.Work(null, null, FILES),
                        new Run.StepTimes(begin.plusMillis(430), over ? now.minusSeconds(2) : null),
                        0,
                        null,
                        null);
        rows.add(map);
        for (int i = 0; i < Math.min(FILES, done + 24); i++) {
            rows.add(file(i, done, begin.plusMillis(500L + i * 90L)));
        }
        if (over) {
            rows.add(
                    step(
                            "do.2",
                            "task",
                            StepState.SUCCEEDED,
                            "census.totals",
                            now.minusSeconds(2),
                            96,
                            Map.of("files", FILES),
                            null));
            rows.add(
                    step(
                            "do.3",
                            "group",
                            StepState.SUCCEEDED,
                            null,
                            now.minusSeconds(1),
                            140,
                            null,
                            null));
            rows.add(
                    step(
                            "do.3.g.json",
                            "task",
                            StepState.SUCCEEDED,
                            "census.json",
                            now.minusSeconds(1),
                            88,
                            null,
                            null));
            rows.add(
                    step(
                            "do.3.g.markdown",
                            "task",
                            StepState.SUCCEEDED,
                            "census.markdown",
                            now.minusSeconds(1),
                            120,
                            null,
                            null));
            rows.add(step("do.4", "value", StepState.SUCCEEDED, null, now, 1, null, null));
        }
        steps.put(CENSUS, rows);
        results.put(
                CENSUS,
                Map.of(
                        "files",
                        FILES,
                        "lines",
                        48_213,
                        "bytes",
                        1_902_551,
                        "bySuffix",
                        List.of(
                                Map.of("suffix", ".java", "files", 214, "lines", 31_004),
                                Map.of("suffix", ".md", "files", 39, "lines", 4_411))));
    }

    private static Run.Step file(int i, int done, Instant at) {
        var path = "do.1.m." + i;
        if (i >= done) {
            var state =
                    i < done + 6
                            ? StepState.RUNNING
                            : i == done + 6 ? StepState.RETRYING : StepState.QUEUED;
            return new Run.Step(
                    path,
                    "task",
                    state,
                    new Run.Work("census.count", "default", null),
                    new Run.StepTimes(at, null),
                    i < done + 7 ? 1 : 0,
                    null,
                    null);
        }
        if (done < FILES && i % 59 == 7) {
            return new Run.Step(
                    path,
                    "task",
                    StepState.FAILED,
                    new Run.Work("census.count", "default", null),
                    new Run.StepTimes(at, at.plusMillis(2300)),
                    3,
                    null,
                    error(
                            "UNREADABLE",
                            "census.count",
                            path,
                            3,
                            "Cannot read docs/picture-" + i + ".png as text."));
        }
        return step(
                path,
                "task",
                StepState.SUCCEEDED,
                "census.count",
                at,
                60 + i % 37 * 11,
                Map.of("path", "src/File" + i + ".java", "lines", 20 + i % 300),
                null);
    }

    static Run.Step step(
            String path,
            String kind,
            StepState state,
            @Nullable String task,
            Instant at,
            long ms,
            @Nullable Object value,
            @Nullable Failure error) {
        var work = task == null ? null : new Run.Work(task, "default", null);
        return new Run.Step(
                path,
                kind,
                state,
                work,
                new Run.StepTimes(at, state.ended() ? at.plusMillis(ms) : null),
                task == null ? 0 : Math.max(1, error == null ? 1 : error.attempt()),
                value == null ? null : new Run.Value(value, null),
                error);
    }

    private static Run.Graph censusGraph() {
        return new Run.Graph(
                List.of(
                        node("do.0", "task", "files", "files.list", null),
                        node("do.1", "map", "counts", null, null),
                        node("do.1.m.*", "task", null, "census.count", "do.1"),
                        node("do.2", "task", "totals", "census.totals", null),
                        node("do.3", "group", "report", null, null),
                        node("do.3.g.json", "task", "json", "census.json", "do.3"),
                        node("do.3.g.markdown", "task", "markdown", "census.markdown", "do.3"),
                        node("do.4", "value", "answer", null, null)),
                edges("do.0>do.1", "do.1>do.2", "do.2>do.3", "do.3>do.4"));
    }

    static Run.Node node(
            String path,
            String kind,
            @Nullable String id,
            @Nullable String task,
            @Nullable String parent) {
        return Run.Node.step(path, kind, id, null, task, parent);
    }

    static List<Run.Edge> edges(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split(">"))
                .map(pair -> new Run.Edge(pair[0], pair[1]))
                .toList();
    }
}
