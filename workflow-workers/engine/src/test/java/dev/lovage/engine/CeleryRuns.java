package dev.lovage.engine;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.task.HeaderInterceptor;
import dev.lovage.local.Stack;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs of the cases on a queue of their own.
final class CeleryRuns implements AutoCloseable {
    /// What the tasks say of themselves in Celery: `autoretry_for`, `max_retries`, time limits.
    static final Map<String, Map<String, Object>> OPTIONS =
            Map.of(
                    "retry_n", retry(10, List.of()),
                    "retry_forever", retry(10, List.of()),
                    "autoretry_flaky", retry(4, List.of()),
                    "autoretry_dont", retry(4, List.of("CustomError")),
                    "soft_limited", Map.of("timeout", Map.of("soft", "1s")));

    private final CeleryTasks tasks;
    private final Map<String, Map<String, Object>> options;
    private final TestPlatform platform;

    /// @param options of each task, as its worker announced them
    CeleryRuns(Stack stack, CeleryTasks tasks, Map<String, Map<String, Object>> options) {
        this.tasks = tasks;
        this.options = options;
        this.platform = new TestPlatform(stack.temporal(), stack.namespace());
        platform.engine(
                new EngineOptions.Tasks(
                        tasks, List.of(new HeaderInterceptor(), CeleryTasks.headers()), 100),
                platform.topic,
                new Versioning.None());
    }

    private static Map<String, Object> retry(int attempts, List<String> never) {
        return Map.of(
                "retry",
                Map.of("attempts", attempts, "backoff", "PT0.05S", "factor", 1, "never", never));
    }

    @Override
    public void close() {
        platform.close();
    }

    /// How a run ended, in Celery's words.
    ///
    /// @param type of the error, or the code of a refusal
    record End(
            String state,
            @Nullable Object result,
            @Nullable String type,
            @Nullable String message,
            Map<String, List<String>> logs) {}

    /// What was started, or refused.
    interface Begun {
        End end();
    }

    Begun begin(CeleryCase each) {
        CeleryCase.Started started;
        try {
            started = each.started();
        } catch (InvalidCanvasException e) {
            var flaw = e.flaws().getFirst();
            var refused =
                    new End(CeleryAnswers.REFUSED, null, flaw.code(), flaw.pointer(), Map.of());
            return () -> refused;
        }
        var definition = started.definition();
        var tree = new LinkedHashMap<>(CanvasWriter.tree(definition));
        tree.put("mayCall", CeleryTaskBook.names()); // Celery lets a task answer with any
        var stub =
                platform.start(
                        RunInput.of(
                                RunInput.Bundle.of(definition.name(), 0, tree),
                                null,
                                new RunInput.Frozen(
                                        options,
                                        started.tags(),
                                        null,
                                        new RunInput.Origin("test", null)),
                                RunInput.DEFAULT_TENANT,
                                1_700_000_000_000L));
        return () -> end(stub);
    }

    private End end(WorkflowStub run) {
        var logs = tasks.logs(run.getExecution().getWorkflowId());
        try {
            return new End("SUCCESS", run.getResult(Object.class), null, null, logs.all());
        } catch (WorkflowFailedException e) {
            var failure = (ApplicationFailure) e.getCause();
            Map<?, ?> told = failure.getDetails().get(Map.class);
            return new End(
                    "FAILURE",
                    null,
                    String.valueOf(told.get("type")),
                    String.valueOf(told.get("message")),
                    logs.all());
        }
    }
}
