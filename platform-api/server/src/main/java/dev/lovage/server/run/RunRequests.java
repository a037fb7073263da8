package dev.lovage.server.run;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.Template;
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

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the three ways to ask for a run: of a saved workflow, of a canvas that was sent along, of
/// one task.
final class RunRequests {
    private static final Set<String> LATER = Set.of("at", "in");
    private static final Set<String> CELERY =
            Set.of("celery", "subtask_type", "kwargs", "options", "immutable");

    private RunRequests() {}

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

    static RunRequest canvas(Map<?, ?> body, @Nullable String key) {
        Bodies.refuseLater(body, LATER);
        var start = Bodies.as(body, Run.StartCanvas.class);
        var canvas = body.get("canvas");
        if (canvas == null) {
            throw ApiException.at(Code.MALFORMED, "/canvas", "`canvas` is missing.");
        }
        if (canvas instanceof Map<?, ?> map && CELERY.stream().anyMatch(map::containsKey)) {
            throw ApiException.at(
                    Code.NOT_YET, "/canvas", "Celery's JSON is not read yet; write our own form.");
        }
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

    static RunRequest task(String task, Map<?, ?> body, @Nullable String key) {
        Bodies.refuseLater(body, LATER);
        var start = Bodies.as(body, Run.StartTask.class);
        var options = options(start.options());
        var call = new Canvas.Call(Canvas.Traits.of(options), task, arguments(start));
        var definition = around(task, call);
        return new RunRequest(
                definition,
                0,
                Definitions.tree(definition),
                calls(task, options),
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

    private static Options options(@Nullable Map<String, @Nullable Object> tree) {
        if (tree == null) {
            return Options.NONE;
        }
        return Definitions.read("/options", () -> CanvasReader.callOptions(tree));
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
