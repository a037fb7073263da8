package dev.lovage.engine;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.interpreter.Program;
import dev.lovage.engine.interpreter.Queues;
import dev.lovage.events.RunEvent.Subject;

import io.temporal.workflow.WorkflowInfo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run begins with, in this history: what it was told, and what Temporal knows of it.
record Start(RunInput input, WorkflowInfo info) {
    /// What is interpreted.
    Program program(Definition definition) {
        var tasks = new HashMap<String, Options>();
        input.frozen()
                .tasks()
                .forEach((String task, Map<String, @Nullable Object> tree) ->
                        tasks.put(task, CanvasReader.options(tree)));
        var policies =
                new Program.Policies(
                        new Queues(input.tenant(), info.getTaskQueue()),
                        definition.defaults(),
                        input.frozen().priority(),
                        tasks);
        return new Program(
                definition,
                deadline(definition),
                policies,
                names(),
                Carriage.unpacked(input.resume()),
                Expressions.level(input.engine()),
                new Bundled(input, info.getWorkflowId()));
    }

    /// Where nobody acts on it, Temporal's own time-out is enough and costs nothing.
    private @Nullable Instant deadline(Definition definition) {
        return definition.cleansUp()
                ? Instant.ofEpochMilli(began()).plus(definition.lifetime().runTimeout())
                : null;
    }

    /// When the run began, in its first history; in ms since the epoch.
    long began() {
        return Carriage.started(input, info.getRunStartedTimestampMillis());
    }

    /// What expressions see everywhere.
    private Map<String, @Nullable Object> names() {
        var run = new LinkedHashMap<String, @Nullable Object>();
        run.put("id", info.getWorkflowId());
        run.put("definition", input.bundle().main());
        run.put("revision", (long) input.bundle().pinned().revision());
        run.put("attempt", 1L);
        run.put("startedAt", Instant.ofEpochMilli(began()).toString());
        run.put("scheduledAt", Due.text());
        run.put("tags", input.frozen().tags());
        var names = new LinkedHashMap<String, @Nullable Object>();
        names.put("input", input.input());
        names.put("run", run);
        return names;
    }

    /// Of whom its events tell.
    Subject subject() {
        return new Subject(
                input.tenant(),
                info.getWorkflowId(),
                Instant.ofEpochMilli(input.accepted()),
                info.getRunId(),
                info.getRunStartedTimestampMillis(),
                null,
                input.bundle().main(),
                input.bundle().pinned().revision());
    }
}
