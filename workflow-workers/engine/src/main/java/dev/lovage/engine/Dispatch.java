package dev.lovage.engine;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Options.OnLost;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import io.temporal.common.converter.RawValue;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// One call, from its first dispatch to its outcome: dispatched again when a worker was lost or
/// does not serve the task, told to stop, abandoned.
final class Dispatch {
    static final int MAX_LOST = 5;

    /// Larger ones have no place in a run.
    static final int MAX_RESULT_BYTES = 128 * 1024;

    private final CallStep step;
    private final Commands commands;
    private final Recorder recorder;
    private final Unserved unserved;
    private final Consumer<Outcome> done;
    private final Allowance allowance;
    private Work.Task work;
    private Runnable stop = () -> {};
    private Phase phase = Phase.WAITING;
    private long place;
    private long sentIn;
    private int lost;
    private boolean told;
    private @Nullable Grace grace;

    private enum Phase {
        /// Nothing of it is under way: it waits for a worker that serves it, or for its next turn.
        WAITING,
        SENT,
        ENDED
    }

    Dispatch(
            CallStep step,
            Commands commands,
            Recorder recorder,
            Unserved unserved,
            Consumer<Outcome> done) {
        this.step = step;
        this.commands = commands;
        this.recorder = recorder;
        this.unserved = unserved;
        this.done = done;
        this.allowance = new Allowance(step, commands.now());
        this.work = unsent();
    }

    CallStep step() {
        return step;
    }

    /// It is ready: goes to its queue, unless it is known that nobody there serves it.
    void begin() {
        if (unserved.knows(this)) {
            refused();
        } else {
            send();
        }
    }

    void send() {
        dispatch();
        place = open(StepState.QUEUED, null);
    }

    /// Asks whether somebody serves it by now.
    void ask() {
        dispatch();
        place = open(StepState.WAITING, why());
    }

    private void dispatch() {
        phase = Phase.SENT;
        sentIn = commands.task();
        var bounds = allowance.bounds(commands.now());
        var dispatched = commands.dispatch(step, allowance.made(), bounds, this::answered);
        stop = dispatched.cancel();
        work = new Work.Task(step.task(), step.queue(), dispatched.activityId());
    }

    /// Until when somebody must have taken it.
    Instant patience() {
        return allowance.patience();
    }

    void cancel() {
        if (phase == Phase.ENDED || told) {
            return;
        }
        told = true;
        if (phase == Phase.WAITING) {
            unserved.leave(this);
            stop.run();
            cancelled(0);
            return;
        }
        if (sentIn == commands.task()) {
            work = unsent();
            recorder.amend(place, work);
        }
        stop.run();
        if (phase == Phase.SENT) {
            grace = commands.grace(this);
        }
    }

    /// It did not stop in time: the run goes on without it.
    void abandon() {
        unserved.returned(this, false);
        int attempt = allowance.made() + 1;
        var failure =
                new Failure(
                        ErrorCode.CANCELLED.name(),
                        ErrorCode.CANCELLED.name(),
                        "Abandoned: it did not stop in time after it was told to",
                        step.task(),
                        step.path(),
                        attempt,
                        false,
                        Map.of("abandoned", true));
        end(attempt, new Failed(failure));
    }

    /// Its patience is over, and nobody took it.
    void notTaken() {
        var expired = allowance.expiresFirst();
        var until = expired ? "before it expired" : "within " + step.options().timeout().queue();
        var message = "No worker on `%s` took it %s".formatted(step.queue(), until);
        fail(
                expired ? ErrorCode.EXPIRED : ErrorCode.TIMEOUT_QUEUE,
                unserved.knows(this) ? why().message() : message,
                0);
    }

    private void answered(@Nullable RawValue result, @Nullable RuntimeException error) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (error != null) {
            judged(judge().judge(error));
            return;
        }
        unserved.returned(this, true);
        try {
            returned(Answer.of(result));
        } catch (UncheckedIOException e) {
            fail(ErrorCode.BAD_RESULT, String.valueOf(e.getMessage()), 1);
        }
    }

    private void returned(Answer answer) {
        int attempt = Math.max(1, answer.attempt());
        if (answer.bytes() > MAX_RESULT_BYTES) {
            var message =
                    "The result has %d bytes; at most %d travel through a run"
                            .formatted(answer.bytes(), MAX_RESULT_BYTES);
            fail(ErrorCode.RESULT_TOO_LARGE, message, attempt);
        } else {
            end(allowance.made() + attempt, new Done(answer.value()));
        }
    }

    private void judged(Verdict verdict) {
        if (told) {
            stopped(verdict);
            return;
        }
        switch (verdict) {
            case Verdict.NoHandler _ -> refused();
            case Verdict.NotTaken _ -> {
                notTaken();
                unserved.returned(this, false);
            }
            case Verdict.Final(var failure) -> {
                unserved.returned(this, true);
                end(failure.attempt(), new Failed(failure));
            }
            case Verdict.Spent spent -> {
                unserved.returned(this, true);
                spent(spent);
            }
            case Verdict.Lost(int last) -> {
                unserved.returned(this, true);
                lost(last);
            }
            case Verdict.Cancelled _ -> {
                unserved.returned(this, false);
                cancelled(1);
            }
        }
    }

    /// What comes after it was told to stop.
    private void stopped(Verdict verdict) {
        unserved.returned(this, false);
        switch (verdict) {
            case Verdict.Final(var failure) -> end(failure.attempt(), new Failed(failure));
            case Verdict.Spent(var failure, _) -> end(failure.attempt(), new Failed(failure));
            case Verdict.NoHandler _, Verdict.NotTaken _ -> cancelled(0);
            case Verdict.Cancelled _, Verdict.Lost _ ->
                    cancelled(sentIn == commands.task() ? 0 : 1);
        }
    }

    private void spent(Verdict.Spent spent) {
        allowance.spent();
        var asked = spent.pause();
        var pause = asked == null ? requireNonNull(step.options().retry().backoff()) : asked;
        if (!allowance.another(commands.now().plus(pause))) {
            end(spent.failure().attempt(), new Failed(spent.failure()));
            return;
        }
        phase = Phase.WAITING;
        work = unsent();
        open(StepState.RETRYING, spent.failure());
        stop = commands.timer(step.path(), pause, this::again);
    }

    private void lost(int last) {
        lost++;
        if (step.options().retry().onLost() == OnLost.FAIL || lost > MAX_LOST) {
            var where = lost == 1 ? "its one dispatch" : "each of " + lost + " dispatches";
            fail(ErrorCode.WORKER_LOST, "Its worker was lost in " + where, last);
            return;
        }
        allowance.lost(last);
        again();
    }

    private void again() {
        allowance.queued(commands.now());
        begin();
    }

    private void refused() {
        boolean first = phase == Phase.WAITING || !unserved.asks(this);
        phase = Phase.WAITING;
        stop = () -> {};
        unserved.join(this);
        if (first) {
            open(StepState.WAITING, why());
        }
    }

    private Failure why() {
        return new Failure(
                ErrorCode.NO_HANDLER.name(),
                ErrorCode.NO_HANDLER.name(),
                "no worker on `%s` serves %s".formatted(step.queue(), step.task()),
                step.task(),
                step.path(),
                allowance.made(),
                true,
                null);
    }

    private Judge judge() {
        return new Judge(step, allowance.made(), allowance.attempts());
    }

    private Work.Task unsent() {
        return new Work.Task(step.task(), step.queue(), null);
    }

    private long open(StepState state, @Nullable Failure why) {
        return recorder.open(step.path(), state, work, allowance.made(), why);
    }

    private void cancelled(int attempt) {
        end(allowance.made() + attempt, Outcome.cancelled(step.path()));
    }

    private void fail(ErrorCode code, String message, int attempt) {
        end(allowance.made() + attempt, new Failed(judge().failed(code, message, attempt)));
    }

    private void end(int attempt, Outcome outcome) {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        if (grace != null) {
            grace.remove(this);
        }
        recorder.ended(step.path(), work, attempt, outcome);
        done.accept(outcome);
    }
}
