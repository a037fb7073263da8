package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.Signals;
import dev.lovage.engine.CallOptions.Bounds;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.FlowStep;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Async;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What a run asks of Temporal.
///
/// Each piece of work has its own detached scope: it can be cancelled alone, and leaves nothing
/// behind in one that lives longer.
final class Commands {
    /// A timer of this length may as well begin a second later.
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String run;
    private final RunInput input;
    private final Duration cancelGrace;
    private long leavesIn = -1;
    private final Gate gate = new Gate();
    private @Nullable Grace grace;
    private Instant graceAt = Instant.MIN;

    /// Gets the result or the error of a dispatch; neither is a result of `null`.
    interface Answered {
        void with(@Nullable RawValue result, @Nullable RuntimeException error);
    }

    /// Gets the value or the error of a child; neither is a value of `null`.
    interface Ended {
        void with(@Nullable Object value, @Nullable RuntimeException error);
    }

    record Dispatched(@Nullable String activityId, Runnable cancel) {}

    Commands(String run, RunInput input, Duration cancelGrace) {
        this.run = run;
        this.input = input;
        this.cancelGrace = cancelGrace;
    }

    Gate gate() {
        return gate;
    }

    Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    /// The workflow task in which this happens: what it asks for leaves when it has ended.
    long task() {
        return Workflow.getInfo().getHistoryLength();
    }

    /// Whether Temporal itself says that it is time for a new history.
    boolean isHistoryLong() {
        return Workflow.getInfo().isContinueAsNewSuggested();
    }

    long historyBytes() {
        return Workflow.getInfo().getHistorySize();
    }

    long historyLength() {
        return Workflow.getInfo().getHistoryLength();
    }

    /// Whether something was asked for in this workflow task that should leave soon.
    boolean leaving() {
        return leavesIn == task();
    }

    /// Makes the call in this worker. It cannot be taken back.
    void make(CallStep step, int before, Bounds bounds, Answered answered) {
        var stub = Workflow.newUntypedLocalActivityStub(InlineOptions.of(step, bounds));
        var arguments = step.arguments().values().toArray();
        Runnable begin =
                () ->
                        stub.executeAsync(step.task(), RawValue.class, arguments)
                                .handle((result, error) -> {
                                    answered.with(result, error);
                                    return null;
                                });
        Workflow.newDetachedCancellationScope(() -> InlineHeaders.with(header(step, before), begin))
                .run();
    }

    /// @param before attempts of earlier dispatches
    /// @param eager whether this worker may take it at once, past the queue
    Dispatched dispatch(
            CallStep step, int before, Bounds bounds, boolean eager, Answered answered) {
        leavesIn = task();
        var link = new CallLink(header(step, before));
        var stub = Workflow.newUntypedActivityStub(CallOptions.of(step, bounds, eager, link));
        var arguments = step.arguments().values().toArray();
        var scope =
                Workflow.newDetachedCancellationScope(() ->
                        stub.executeAsync(step.task(), RawValue.class, arguments)
                                .handle((result, error) -> {
                                    answered.with(result, error);
                                    return null;
                                }));
        scope.run();
        return new Dispatched(link.activityId(), scope::cancel);
    }

    private CallHeader header(CallStep step, int before) {
        var options = step.options();
        return new CallHeader(
                run,
                step.path(),
                input.tenant(),
                input.accepted(),
                before,
                options.retry(),
                options.timeout().soft(),
                step.arguments().named());
    }

    /// Starts a run of its own.
    ///
    /// @param begun told once Temporal has accepted it
    /// @return tells it to stop
    Runnable child(FlowStep step, Runnable begun, Ended ended) {
        leavesIn = task();
        var child = ChildOptions.input(input, run, step, now());
        var stub =
                Workflow.newUntypedChildWorkflowStub(RunInput.TYPE, ChildOptions.of(child, step));
        var scope =
                Workflow.newDetachedCancellationScope(() -> {
                    stub.executeAsync(Object.class, child)
                            .handle((value, error) -> {
                                ended.with(value, error);
                                return null;
                            });
                    stub.getExecution()
                            .handle((_, notStarted) -> {
                                if (notStarted == null) {
                                    begun.run();
                                }
                                return null;
                            });
                });
        scope.run();
        return scope::cancel;
    }

    /// Tells another run, if it is still there.
    void tell(String other, Signals order) {
        var stub = Workflow.newUntypedExternalWorkflowStub(other);
        Workflow.newDetachedCancellationScope(() ->
                        Async.procedure(() -> stub.signal(order.wire(), order))
                                .handle((_, _) -> null))
                .run();
    }

    /// Nothing is asked of Temporal for a time that is over.
    Runnable timer(String path, Duration after, Runnable then) {
        if (!after.isPositive()) {
            then.run();
            return () -> {};
        }
        if (after.compareTo(LONG) < 0) {
            leavesIn = task();
        }
        var scope =
                Workflow.newDetachedCancellationScope(() ->
                        Workflow.newTimer(after, TimerOptions.newBuilder().setSummary(path).build())
                                .handle((_, cancelled) -> {
                                    if (cancelled == null) {
                                        then.run();
                                    }
                                    return null;
                                }));
        scope.run();
        return scope::cancel;
    }

    /// What is told to stop at one moment shares one timer.
    Grace grace(Grace.Told work) {
        var current = grace;
        if (current == null || !graceAt.equals(now())) {
            current = new Grace();
            grace = current;
            graceAt = now();
            current.begin(timer("cancelGrace", cancelGrace, current::over));
        }
        current.add(work);
        return current;
    }
}
