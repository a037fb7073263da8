package dev.lovage.engine;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Expressions;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Options;
import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunMemo;
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
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.unsafe.WorkflowUnsafe;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A run in Temporal: reads what it was started with, lets the interpreter decide, and closes as it
/// ended.
final class CanvasWorkflow implements RunWorkflow {
    private final Outbox outbox;
    private final Values values;
    private final Incoming incoming = new Incoming();
    private @Nullable Recorder recorder;
    private @Nullable Definition definition;
    private @Nullable End end;

    CanvasWorkflow(Outbox outbox, Values values) {
        this.outbox = outbox;
        this.values = values;
    }

    @Override
    public @Nullable Object run(RunInput given) {
        var info = Workflow.getInfo();
        var input = given.accepted() > 0 ? given : given.at(info.getRunStartedTimestampMillis());
        var carried = input.resume().carried();
        var record =
                new Recorder(subject(input, info), outbox, values, CanvasWorkflow::moment, carried);
        recorder = record;
        if (carried == null) {
            record.began(info.getTaskQueue());
        }
        if (carried == null && Due.isSkipped(input)) {
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

    @Override
    public Rerun.Plan rerun(Rerun.Wish wish) {
        var read = definition;
        return read == null || recorder == null
                ? Rerun.Plan.UNKNOWN
                : recorder.ends()
                        .map(ends -> Rerun.plan(read, ends, wish))
                        .orElse(Rerun.Plan.UNKNOWN);
    }

    @Override
    public Map<String, @Nullable Object> values(List<String> paths) {
        return recorder == null ? Map.of() : recorder.values(paths);
    }

    private End interpret(RunInput input, WorkflowInfo info, Recorder record) {
        Definition read;
        try {
            read = CanvasReader.definition(input.bundle().pinned().definition());
            definition = read;
        } catch (InvalidCanvasException e) {
            var message = "The definition cannot be run: " + e.getMessage();
            return new End(RunState.FAILED, Outcome.failed(ErrorCode.INPUT_INVALID, "do", message));
        }
        var commands = new Commands(info.getWorkflowId(), input, read.lifetime().cancelGrace());
        var performer = new TemporalPerformer(commands, record, input);
        var interpreter = new Interpreter(program(input, read, info), performer);
        return walk(
                interpreter,
                () ->
                        input.after(
                                Carriage.packed(
                                        interpreter.before(),
                                        started(input, info),
                                        record.tally())));
    }

    /// Hears of a cancel before the first step starts, and waits in a detached scope: what a cancel
    /// means is up to the interpreter.
    ///
    /// @param next what a new history of the run begins with
    private End walk(Interpreter interpreter, Supplier<RunInput> next) {
        CancellationScope.current()
                .getCancellationRequest()
                .thenApply(_ -> {
                    interpreter.cancel();
                    return null;
                });
        incoming.listen(interpreter);
        interpreter.start(ended -> end = ended);
        Workflow.newDetachedCancellationScope(
                        () -> Workflow.await(() -> end != null || interpreter.isResting()))
                .run();
        if (end != null) {
            return end;
        }
        var input = next.get();
        Workflow.continueAsNew(same(input), input);
        throw new IllegalStateException("Nothing follows a continue-as-new");
    }

    /// The next history has to be told what the run is for those who look at it from outside.
    private static ContinueAsNewOptions same(RunInput next) {
        var memo = new LinkedHashMap<String, Object>();
        for (var key : RunMemo.KEYS) {
            var value = Workflow.getMemo(key, Object.class);
            if (value != null) {
                memo.put(key, value);
            }
        }
        memo.put(RunMemo.ACCEPTED, next.accepted());
        return ContinueAsNewOptions.newBuilder().setMemo(memo).build();
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
                deadline(definition, started(input, info)),
                policies,
                inputs(input, info),
                Carriage.unpacked(input.resume()),
                Expressions.level(input.engine()),
                new Bundled(input, info.getWorkflowId()));
    }

    /// Where nobody acts on it, Temporal's own time-out is enough and costs nothing.
    private static @Nullable Instant deadline(Definition definition, long started) {
        return definition.cleansUp()
                ? Instant.ofEpochMilli(started).plus(definition.lifetime().runTimeout())
                : null;
    }

    private static long started(RunInput input, WorkflowInfo info) {
        return Carriage.started(input, info.getRunStartedTimestampMillis());
    }

    private static Map<String, @Nullable Object> inputs(RunInput input, WorkflowInfo info) {
        var run = new LinkedHashMap<String, @Nullable Object>();
        run.put("id", info.getWorkflowId());
        run.put("definition", input.bundle().main());
        run.put("revision", (long) input.bundle().pinned().revision());
        run.put("attempt", 1L);
        run.put("startedAt", Instant.ofEpochMilli(started(input, info)).toString());
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
