package dev.lovage.engine;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InvalidCanvasException;
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
import dev.lovage.events.ErrorCode;
import dev.lovage.events.RunState;

import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
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
        var start = new Start(input, info);
        var record = new Recorder(start.subject(), outbox, values, CanvasWorkflow::moment, carried);
        recorder = record;
        if (carried == null) {
            record.began(info.getTaskQueue());
        }
        if (carried == null && Due.isSkipped(input)) {
            var skipped = closing(new End(RunState.SKIPPED, new Done(null)));
            record.closed(skipped.status(), skipped.outcome());
            return Due.SKIPPED;
        }
        return close(record, closing(interpret(start, record)));
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

    private End interpret(Start start, Recorder record) {
        var input = start.input();
        Definition read;
        try {
            read = CanvasReader.definition(input.bundle().pinned().definition());
            definition = read;
        } catch (InvalidCanvasException e) {
            var message = "The definition cannot be run: " + e.getMessage();
            return new End(RunState.FAILED, Outcome.failed(ErrorCode.INPUT_INVALID, "do", message));
        }
        var commands =
                new Commands(start.info().getWorkflowId(), input, read.lifetime().cancelGrace());
        var performer = new TemporalPerformer(commands, record, input);
        var interpreter = new Interpreter(start.program(read), performer);
        return walk(
                interpreter,
                () ->
                        input.after(
                                Carriage.packed(
                                        interpreter.before(), start.began(), record.tally())));
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

    /// Temporal closes a run as cancelled when that was asked for by then, whatever came of it.
    private static End closing(End end) {
        return CancellationScope.current().isCancelRequested() && end.status() != RunState.CANCELLED
                ? new End(RunState.CANCELLED, Outcome.cancelled("do"))
                : end;
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

    private static Moment moment() {
        return new Moment(
                Workflow.getInfo().getHistoryLength(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                WorkflowUnsafe.isReplaying());
    }
}
