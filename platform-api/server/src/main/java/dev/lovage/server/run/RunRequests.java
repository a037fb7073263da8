package dev.lovage.server.run;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.Template;
import dev.lovage.canvas.celery.Celery;
import dev.lovage.client.Problem;
import dev.lovage.client.Run;
import dev.lovage.client.Workflow;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.Digest;
import dev.lovage.server.workflow.CalledFlows;
import dev.lovage.server.workflow.CalledTasks;
import dev.lovage.server.workflow.Definitions;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the three ways to ask for a run: of a saved workflow, of a canvas that was sent along, of
/// one task.
@Singleton
final class RunRequests {
    private static final Set<String> LATER = Set.of("at", "in");
    private static final List<String> GIVEN = List.of("args", "kwargs", "options");

    private final Celery celery;

    RunRequests(Celery celery) {
        this.celery = celery;
    }

    static RunRequest workflow(
            Workflow.Revision revision, Map<?, ?> body, Run.Start start, @Nullable String key) {
        var definition = Definitions.read(revision);
        return new RunRequest(
                definition,
                revision.revision(),
                revision.definition(),
                CalledTasks.in("", revision.definition()),
                CalledFlows.in("", revision.definition()),
                start.input(),
                labels(start.id(), key, start.tags(), start.priority()),
                hash("workflows/" + revision.name(), body));
    }

    static Run.Start start(Map<?, ?> body) {
        Bodies.refuseLater(body, LATER);
        return Bodies.as(body, Run.Start.class);
    }

    /// The same once more as a run was.
    ///
    /// @param pinned what it ran
    static RunRequest again(
            String run,
            RunInput.Pinned pinned,
            @Nullable Object input,
            RunRequest.Labels labels,
            Map<?, ?> body) {
        var tree = pinned.definition();
        return new RunRequest(
                CanvasReader.definition(tree),
                pinned.revision(),
                tree,
                CalledTasks.in("", tree),
                CalledFlows.in("", tree),
                input,
                labels,
                hash("runs/" + run + "/rerun", body));
    }

    /// @param now absent where it is started again and again
    RunRequest canvas(Map<?, ?> body, @Nullable String key, @Nullable Instant now) {
        Bodies.refuseLater(body, LATER);
        var start = Bodies.as(body, Run.StartCanvas.class);
        var canvas = body.get("canvas");
        if (canvas == null) {
            throw ApiException.at(Code.MALFORMED, "/canvas", "`canvas` is missing.");
        }
        if (celery.claims(canvas)) {
            return celery(body, start, key, now);
        }
        refuse(body, GIVEN, "`%s` belongs to Celery's JSON; a canvas of ours takes `input`.");
        var definition = adhoc(canvas);
        return new RunRequest(
                definition,
                0,
                Definitions.tree(definition),
                CalledTasks.in("/canvas", canvas),
                CalledFlows.in("/canvas", canvas),
                start.input(),
                labels(start.id(), key, start.tags(), start.priority()),
                hash("runs", body));
    }

    private RunRequest celery(
            Map<?, ?> body, Run.StartCanvas start, @Nullable String key, @Nullable Instant now) {
        refuse(body, List.of("input"), "Celery's JSON takes no `%s`: give `args` and `kwargs`.");
        var reading = Definitions.read("", () -> celery.read(body, now));
        var tags = new ArrayList<>(reading.tags());
        tags.addAll(start.tags() == null ? List.of() : start.tags());
        return new RunRequest(
                reading.definition(),
                0,
                Definitions.tree(reading.definition()),
                reading.calls(),
                Map.of(),
                null,
                labels(start.id(), key, tags, start.priority()),
                hash("runs", body));
    }

    private static void refuse(Map<?, ?> body, List<String> keys, String why) {
        for (var key : keys) {
            if (body.get(key) != null) {
                throw ApiException.at(Code.INVALID, "/" + key, why.formatted(key));
            }
        }
    }

    /// The language sees the canvas as the `do` of a definition; the caller sent it as `canvas`.
    private static Definition adhoc(Object canvas) {
        try {
            return Definitions.read("", () -> CanvasReader.adhoc(canvas));
        } catch (ApiException e) {
            var errors =
                    e.errors().stream()
                            .map(error ->
                                    new Problem.Detail(
                                            error.pointer().replaceFirst("^/do", "/canvas"),
                                            error.code(),
                                            error.message()))
                            .toList();
            throw ApiException.of(e.code(), e.detail(), errors);
        }
    }

    /// @param now absent where it is started again and again
    RunRequest task(String task, Map<?, ?> body, @Nullable String key, @Nullable Instant now) {
        Bodies.refuseLater(body, LATER);
        var start = Bodies.as(body, Run.StartTask.class);
        var said = start.options() == null ? Map.<String, @Nullable Object>of() : start.options();
        var words = Definitions.read("", () -> celery.words(said, "/options", now));
        var options = Definitions.read("/options", () -> CanvasReader.callOptions(words.own()));
        var traits = new Canvas.Traits(null, null, options, null, null, words.callbacks());
        var call = new Canvas.Call(traits, task, arguments(start));
        var calls = new HashMap<>(words.calls());
        calls.putAll(calls(task, options));
        var definition = around(task, call);
        return new RunRequest(
                definition,
                0,
                Definitions.tree(definition),
                calls,
                Map.of(),
                null,
                labels(start.id(), key, start.tags(), options.priority()),
                hash("tasks/" + task, body));
    }

    private static Map<String, String> calls(String task, Options options) {
        return Boolean.TRUE.equals(options.inline())
                ? Map.of("", task, "/options/inline", task)
                : Map.of("", task);
    }

    private static Definition around(String task, Canvas.Call call) {
        return new Definition(
                task,
                null,
                List.of(),
                Definition.Contract.OPEN,
                new Options(
                        call.traits().options().queue(),
                        null,
                        Options.Retry.NONE,
                        Options.Timeouts.NONE),
                Definition.Lifetime.DEFAULT,
                call,
                Definition.Ending.NONE);
    }

    /// Data, never expressions, whatever it looks like.
    private static Canvas.Arguments arguments(Run.StartTask start) {
        var args = start.args();
        var kwargs = start.kwargs();
        var positional = args == null && kwargs == null ? List.of() : args;
        return new Canvas.Arguments(
                positional == null ? null : new Template.Literal(positional),
                kwargs == null ? null : new Template.Literal(kwargs),
                false);
    }

    private static RunRequest.Labels labels(
            @Nullable String id,
            @Nullable String key,
            @Nullable List<String> tags,
            @Nullable Integer priority) {
        return new RunRequest.Labels(id, key, tags == null ? List.of() : tags, priority);
    }

    private static String hash(String route, Map<?, ?> body) {
        return Digest.ofJson(List.of(route, body));
    }
}
