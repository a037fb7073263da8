package dev.lovage.console;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Skeleton;
import dev.lovage.client.Page;
import dev.lovage.client.Problem;
import dev.lovage.client.Run;
import dev.lovage.client.Stats;
import dev.lovage.client.Workflow;
import dev.lovage.console.FakeApi.Reply;
import dev.lovage.events.RunState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The workflows of the fake api: read and checked as the real one does it.
public final class FakeWorkflows {
    private final Fixtures data;
    private final Map<String, List<String>> sources = new LinkedHashMap<>();

    FakeWorkflows(Fixtures data) {
        this.data = data;
        fill();
    }

    /// All are there.
    synchronized void fill() {
        sources.clear();
        Definitions.ALL.forEach(this::save);
    }

    private void save(String source) {
        var name = CanvasReader.definition(source).name();
        sources.computeIfAbsent(name, _ -> new ArrayList<>()).add(source);
    }

    /// None is there.
    synchronized void clear() {
        sources.clear();
    }

    synchronized Reply answer(
            String method, List<String> parts, Map<String, String> query, String body) {
        if (parts.size() == 1) {
            return page(sources.keySet().stream().sorted().map(this::listed).toList());
        }
        var name = parts.get(1);
        if (method.equals("PUT")) {
            return put(name, body, query.containsKey("dryRun"));
        }
        if (!sources.containsKey(name)) {
            return FakeApi.problem(404, "NOT_FOUND", "There is no workflow `" + name + "`.");
        }
        var all = sources.get(name);
        return switch (parts.size() == 2 ? "" : parts.get(2)) {
            case "" -> new Reply(200, revision(name, all.size()));
            case "graph" -> new Reply(200, graph(read(name)));
            case "revisions" ->
                    parts.size() == 3
                            ? page(history(name))
                            : new Reply(200, revision(name, Integer.parseInt(parts.get(3))));
            default -> FakeApi.problem(404, "NOT_FOUND", "There is nothing here.");
        };
    }

    private static <T> Reply page(List<T> items) {
        return new Reply(200, new Page<>(items, null, Instant.now()));
    }

    private Definition read(String name) {
        return CanvasReader.definition(sources.get(name).getLast());
    }

    private Workflow listed(String name) {
        var definition = read(name);
        return new Workflow(
                name,
                definition.description(),
                sources.get(name).size(),
                definition.tags(),
                data.now.minusSeconds(7200),
                "admin");
    }

    private List<Workflow> history(String name) {
        var all = new ArrayList<Workflow>();
        for (int i = sources.get(name).size(); i > 0; i--) {
            var at = data.now.minus(Duration.ofHours(2L * (1 + sources.get(name).size() - i)));
            all.add(new Workflow(name, null, i, List.of(), at, i % 2 == 0 ? "ada" : "admin"));
        }
        return all;
    }

    /// One that runs know of, and nobody has kept, is as the newest.
    private Workflow.Revision revision(String name, int number) {
        var kept = sources.get(name);
        var source = kept.get(Math.min(number, kept.size()) - 1);
        return new Workflow.Revision(
                name,
                number,
                data.now.minusSeconds(7200),
                "admin",
                "5f1c",
                CanvasWriter.tree(CanvasReader.definition(source)),
                source);
    }

    private Reply put(String name, String source, boolean dry) {
        try {
            var definition = CanvasReader.definition(source);
            if (!dry) {
                save(source);
            }
            var kept = sources.getOrDefault(name, List.of());
            boolean same = dry && !kept.isEmpty() && source.equals(kept.getLast());
            int revision = kept.size() + (dry && !same ? 1 : 0);
            return new Reply(
                    200, new Workflow.Saved(name, revision, !same, List.of(), graph(definition)));
        } catch (InvalidCanvasException e) {
            var errors =
                    e.flaws().stream()
                            .map(flaw ->
                                    new Problem.Detail(flaw.pointer(), flaw.code(), flaw.message()))
                            .toList();
            return FakeApi.problem(
                    422,
                    "CANVAS_INVALID",
                    "The definition has " + errors.size() + " mistakes.",
                    errors);
        }
    }

    /// As the api draws it.
    public static Run.Graph graph(Definition definition) {
        var skeleton = Skeleton.of(definition);
        return new Run.Graph(
                skeleton.nodes().stream().map(FakeWorkflows::node).toList(),
                skeleton.edges().stream().map(e -> new Run.Edge(e.from(), e.to())).toList());
    }

    private static Run.Node node(Skeleton.Node node) {
        var notes = node.notes();
        return new Run.Node(
                node.path(),
                node.kind().word(),
                node.id(),
                node.label(),
                node.task(),
                node.parent(),
                node.role().word(),
                new Run.Notes(notes.entry(), notes.when(), notes.time()));
    }

    /// How the runs of these workflows went.
    Reply stats(Map<String, String> query) {
        return page(
                Arrays.stream(query.getOrDefault("workflow", "").split(","))
                        .map(this::stats)
                        .toList());
    }

    private Stats.OfWorkflow stats(String name) {
        var runs = data.runs.stream().filter(run -> run.workflow().equals(name)).toList();
        var lengths =
                runs.stream()
                        .filter(run -> run.state().ended())
                        .map(FakeWorkflows::length)
                        .sorted()
                        .toList();
        var good = runs.stream().filter(run -> run.state() == RunState.SUCCEEDED).count();
        var ended =
                lengths.isEmpty()
                        ? Stats.Ended.NONE
                        : new Stats.Ended(
                                lengths.size(),
                                (double) good / lengths.size(),
                                lengths.get(lengths.size() / 2),
                                lengths.get(lengths.size() * 95 / 100));
        return new Stats.OfWorkflow(
                name,
                runs.stream()
                        .limit(20)
                        .map(run ->
                                new Stats.Tick(
                                        run.id(),
                                        run.state(),
                                        run.times().accepted(),
                                        run.state().ended() ? length(run) : null))
                        .toList(),
                ended);
    }

    private static Duration length(Run run) {
        var from = run.times().started() == null ? run.times().accepted() : run.times().started();
        return Duration.between(from, run.times().ended());
    }
}
