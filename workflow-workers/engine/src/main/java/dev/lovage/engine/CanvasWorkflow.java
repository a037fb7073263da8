package dev.lovage.engine;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions.Values;
import dev.lovage.engine.emission.Outbox;
import dev.lovage.engine.interpreter.FailureValue;
import dev.lovage.engine.interpreter.Interpreter;
import dev.lovage.engine.interpreter.Interpreter.End;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Program;
import dev.lovage.engine.interpreter.Queues;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;

import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A run in Temporal: reads what it was started with, lets the interpreter decide, and closes as it
/// ended.
final class CanvasWorkflow implements RunWorkflow {
    private final Outbox outbox;
    private final Values values;
    private final Incoming incoming = new Incoming();
    private @Nullable Recorder recorder;
    private @Nullable End end;

    CanvasWorkflow(Outbox outbox, Values values) {
        this.outbox = outbox;
        this.values = values;
    }

    @Override
    public @Nullable Object run(RunInput given) {
        var info = Workflow.getInfo();
        var input = given.accepted() > 0 ? given : given.at(info.getRunStartedTimestampMillis());
        var record = new Recorder(subject(input, info), outbox, values, CanvasWorkflow::moment);
        recorder = record;
        record.began(info.getTaskQueue());
        if (Due.isSkipped(input)) {
            record.closed(RunState.SKIPPED, new Done(null));
            return Due.SKIPPED;
        }
        return close(record, interpret(input, info, record));
    }

    @Override
    public Republished republish() {
        return recorder == null ? new Republished(false, 0) : recorder.republish();
    }

    @Override
    public void signal(@Nullable RawValue signal) {
        incoming.signal(signal);
    }

    @Override
    public void pause(@Nullable RawValue pause) {
        incoming.pause(pause);
    }

    @Override
    public void resume(@Nullable RawValue resume) {
        incoming.resume(resume);
    }

    private End interpret(RunInput input, WorkflowInfo info, Recorder record) {
        Definition definition;
        try {
            definition = CanvasReader.definition(input.bundle().pinned().definition());
        } catch (InvalidCanvasException e) {
            var message = "The definition cannot be run: " + e.getMessage();
            return new End(RunState.FAILED, Outcome.failed(ErrorCode.INPUT_INVALID, "do", message));
        }
        var commands =
                new Commands(info.getWorkflowId(), input, definition.lifetime().cancelGrace());
        var interpreter =
                new Interpreter(
                        program(input, definition, info), new TemporalPerformer(commands, record));
        return walk(interpreter);
    }

    /// Hears of a cancel before the first step starts, and waits in a detached scope: what a cancel
    /// means is up to the interpreter.
    private End walk(Interpreter interpreter) {
        CancellationScope.current()
                .getCancellationRequest()
                .thenApply(_ -> {
                    interpreter.cancel();
                    return null;
                });
        incoming.listen(interpreter);
        interpreter.start(ended -> end = ended);
        Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> end != null)).run();
        if (end == null) {
            throw new IllegalStateException("The wait for the end of the run ended before it");
        }
        return end;
    }

    private static @Nullable Object close(Recorder record, End end) {
        record.closed(end.status(), end.outcome());
        return switch (end.outcome()) {
            case Done done -> done.value();
            case Passed _ -> null;
            case Failed _ when end.status() == RunState.CANCELLED ->
                    throw new CanceledFailure("The run was cancelled");
            case Failed(var failure) -> {
                var thrown =
                        ApplicationFailure.newNonRetryableFailure(
                                failure.message(), failure.code(), FailureValue.of(failure));
                thrown.setStackTrace(new StackTraceElement[0]);
                throw thrown;
            }
        };
    }

    private static Program program(RunInput input, Definition definition, WorkflowInfo info) {
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
                deadline(definition, info),
                policies,
                inputs(input, info),
                input.resume(),
                Expressions.level(input.engine()),
                new Bundled(input, info.getWorkflowId()));
    }

    /// Where nobody acts on it, Temporal's own time-out is enough and costs nothing.
    private static @Nullable Instant deadline(Definition definition, WorkflowInfo info) {
        return definition.cleansUp()
                ? Instant.ofEpochMilli(info.getRunStartedTimestampMillis())
                        .plus(definition.lifetime().runTimeout())
                : null;
    }

    private static Map<String, @Nullable Object> inputs(RunInput input, WorkflowInfo info) {
        var run = new LinkedHashMap<String, @Nullable Object>();
        run.put("id", info.getWorkflowId());
        run.put("definition", input.bundle().main());
        run.put("revision", (long) input.bundle().pinned().revision());
        run.put("attempt", 1L);
        run.put("startedAt", Instant.ofEpochMilli(info.getRunStartedTimestampMillis()).toString());
        run.put("scheduledAt", Due.text());
        run.put("tags", input.frozen().tags());
        var inputs = new LinkedHashMap<String, @Nullable Object>();
        inputs.put("input", input.input());
        inputs.put("run", run);
        return inputs;
    }

    private static Subject subject(RunInput input, WorkflowInfo info) {
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

    private static Moment moment() {
        return new Moment(
                Workflow.getInfo().getHistoryLength(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                WorkflowUnsafe.isReplaying());
    }
}
