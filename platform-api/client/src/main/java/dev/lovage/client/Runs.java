package dev.lovage.client;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Json;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Starts runs and gives a handle of each: for those who care for results more than for requests.
///
/// ```java
/// var runs = new Runs(client);
/// runs.apply(ORDER.definition());
/// var receipt = runs.start("order", order).as(Receipt.class).result(ofMinutes(1));
/// ```
public final class Runs {
    private final LovageClient client;
    private final @Nullable String key;

    public Runs(LovageClient client) {
        this(client, null);
    }

    private Runs(LovageClient client, @Nullable String key) {
        this.client = client;
        this.key = key;
    }

    /// The same request under the same key gives the same run, for seven days.
    public Runs once(String key) {
        return new Runs(client, key);
    }

    /// Saves a definition; one that is saved already is left as it is.
    public Workflow.Saved apply(Definition definition) {
        return client.save(definition.name(), Json.write(CanvasWriter.tree(definition)));
    }

    /// A run of a saved workflow.
    ///
    /// @param input a record, a map, whatever has a JSON form
    public RunHandle<Object> start(String workflow, @Nullable Object input) {
        return handle(client.start(workflow, Run.Start.with(input), key));
    }

    /// A run of a canvas that was never saved.
    public RunHandle<Object> start(Canvas canvas, @Nullable Object input) {
        var start = Run.StartCanvas.of(CanvasWriter.tree(canvas), input);
        return handle(client.startCanvas(start, key));
    }

    /// Celery's `delay`: a run of one task, with these arguments.
    public RunHandle<Object> delay(String task, @Nullable Object... arguments) {
        return applyAsync(task, Arrays.asList(arguments), Map.of(), Map.of());
    }

    /// Celery's `apply_async`: a run of one task.
    ///
    /// @param options of the call, in the language's own form: `queue`, `countdown`, `retry`, ..
    public RunHandle<Object> applyAsync(
            String task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> kwargs,
            Map<String, @Nullable Object> options) {
        return handle(
                client.startTask(task, new Run.StartTask(args, kwargs, options, null, null), key));
    }

    /// A run that was started elsewhere.
    public RunHandle<Object> of(String id) {
        return RunHandle.of(client, id);
    }

    private RunHandle<Object> handle(Run.Accepted accepted) {
        return of(accepted.id());
    }
}
