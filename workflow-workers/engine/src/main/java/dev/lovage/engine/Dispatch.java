package dev.lovage.engine;

import dev.lovage.engine.CallOptions.Bounds;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Performer.Replacing;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import io.temporal.common.converter.RawValue;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// One call, from when it is ready to its outcome: made in this worker or dispatched, dispatched
/// again when a worker was lost or does not serve the task, told to stop, abandoned.
final class Dispatch implements Grace.Told {
    /// Larger ones have no place in a run.
    static final int MAX_RESULT_BYTES = 128 * 1024;

    private final CallStep step;
    private final Commands commands;
    private final Recorder recorder;
    private final Unserved unserved;
    private final InlineCalls inline;
    private final Replacing replacing;
    private final Consumer<Outcome> done;
    private final Allowance allowance;
    private final Aftermath aftermath;
    private Work work;
    private Runnable stop = () -> {};
    private Phase phase = Phase.WAITING;
    private Way way = Way.QUEUE;
    private boolean refusedBefore;
    private int given;
    private long place;
    private long sentIn;
    private boolean told;
    private @Nullable Grace grace;

    private enum Phase {
        /// Nothing of it is under way: it waits for a worker that serves it, or for its next turn.
        WAITING,
        SENT,
        /// The canvas with which it answered runs in its place.
        REPLACED,
        ENDED
    }

    Dispatch(
            CallStep step,
            Commands commands,
            Recorder recorder,
            Unserved unserved,
            InlineCalls inline,
            Replacing replacing,
            Consumer<Outcome> done) {
        this.step = step;
        this.commands = commands;
        this.recorder = recorder;
        this.unserved = unserved;
        this.inline = inline;
        this.replacing = replacing;
        this.done = done;
        this.allowance = new Allowance(step, commands.now());
        this.aftermath = new Aftermath(step, allowance);
        this.given = allowance.attempts();
        this.work = step.work();
    }

    CallStep step() {
        return step;
    }

    /// It is ready: is made here if that may be; else goes to its queue, unless it is known that
    /// nobody there serves it.
    void begin() {
        if (aftermath.mayBeMade() && inline.takes(step)) {
            phase = Phase.WAITING;
            stop = () -> inline.leave(this);
            inline.join(this);
        } else if (unserved.knows(this)) {
            refused();
        } else {
            send();
        }
    }

    /// Is made in this worker.
    void make() {
        begun(Way.HERE, InlineOptions.attempts(step, allowance.attempts()));
        stop = () -> {};
        work = step.work();
        commands.make(step, allowance.made(), bounds(), this::answered);
        place = open(StepState.QUEUED, null);
    }

    /// Is dispatched though it could be made here; comes back soon, whatever becomes of it.
    void carry() {
        dispatch(Way.CARRIER, 1);
        place = open(StepState.QUEUED, null);
    }

    void send() {
        whenGoing(() -> {
            dispatch(Way.QUEUE, allowance.attempts());
            place = open(StepState.QUEUED, null);
        });
    }

    /// Asks whether somebody serves it by now.
    void ask() {
        whenGoing(() -> {
            dispatch(Way.QUEUE, allowance.attempts());
            place = open(StepState.WAITING, failures().notServed());
        });
    }

    /// Not while the run is paused, and not when its time was over meanwhile.
    private void whenGoing(Runnable send) {
        if (!commands.gate().isClosed()) {
            send.run();
            return;
        }
        phase = Phase.WAITING;
        stop =
                commands.gate()
                        .hold(() -> {
                            if (allowance.isOver(commands.now())) {
                                fail(
                                        ErrorCode.TIMEOUT_TOTAL,
                                        "Its `timeout.total` was over before the run went on",
                                        0);
                            } else if (!allowance.patience().isAfter(commands.now())) {
                                notTaken();
                            } else {
                                send.run();
                            }
                        });
    }

    private void dispatch(Way how, int attempts) {
        begun(how, attempts);
        boolean eager = !refusedBefore;
        var sent = commands.dispatch(step, allowance.made(), bounds(), eager, this::answered);
        stop = sent.cancel();
        work = new Work.Task(step.task(), step.queue(), sent.activityId());
    }

    private void begun(Way how, int attempts) {
        phase = Phase.SENT;
        way = how;
        given = attempts;
        sentIn = commands.task();
    }

    private Bounds bounds() {
        return allowance.bounds(commands.now(), given);
    }

    /// Until when somebody must have taken it.
    Instant patience() {
        return allowance.patience();
    }

    void cancel() {
        if (phase == Phase.ENDED || phase == Phase.REPLACED || told) {
            return;
        }
        told = true;
        if (phase == Phase.WAITING) {
            unserved.leave(this);
            unserved.returned(this, false);
            stop.run();
            cancelled(0);
            return;
        }
        if (sentIn == commands.task()) {
            work = step.work();
            recorder.amend(place, work);
        }
        stop.run();
        if (phase == Phase.SENT && way != Way.HERE) {
            grace = commands.grace(this);
        }
    }

    @Override
    public void abandon() {
        unserved.returned(this, false);
        var failure = failures().abandoned();
        end(failure.attempt(), new Failed(failure));
    }

    /// Its patience is over, and nobody took it.
    void notTaken() {
        var expired = allowance.expiresFirst();
        var why =
                unserved.knows(this)
                        ? failures().notServed().message()
                        : failures().notTaken(expired);
        fail(expired ? ErrorCode.EXPIRED : ErrorCode.TIMEOUT_QUEUE, why, 0);
    }

    private void answered(@Nullable RawValue result, @Nullable RuntimeException error) {
        if (way == Way.HERE) {
            inline.made(result == null ? 0 : result.getPayload().getSerializedSize());
        }
        inline.back(this);
        if (phase != Phase.ENDED) {
            taken(result, error);
        }
        inline.settle();
    }

    private void taken(@Nullable RawValue result, @Nullable RuntimeException error) {
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
        } else if (answer.replaces()) {
            replaced(answer.value(), allowance.made() + attempt);
        } else {
            end(allowance.made() + attempt, new Done(answer.value()));
        }
    }

    /// It answered with a canvas: what comes of that is its outcome.
    private void replaced(@Nullable Object canvas, int attempt) {
        if (told) {
            end(attempt, Outcome.cancelled(step.path()));
            return;
        }
        phase = Phase.REPLACED;
        recorder.open(step.path(), StepState.RUNNING, work, attempt, null);
        replacing.with(canvas, outcome -> end(attempt, outcome));
    }

    private void judged(Verdict verdict) {
        if (told) {
            stopped(verdict);
            return;
        }
        switch (verdict) {
            case Verdict.NoHandler _ when way == Way.HERE -> {
                inline.lack(step.task());
                refusedBefore = true;
                begin();
            }
            case Verdict.NoHandler _ -> refused();
            case Verdict.NotTaken _ -> {
                notTaken();
                unserved.returned(this, false);
            }
            case Verdict.Final(var failure) -> follows(aftermath.failed(failure, way));
            case Verdict.Again again -> follows(aftermath.asked(again, commands.now()));
            case Verdict.Spent spent -> follows(aftermath.spent(spent, way, given, commands.now()));
            case Verdict.Lost(int last) -> follows(aftermath.lost(last, judge()));
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
            case Verdict.Again(var failure, _, _, _) -> end(failure.attempt(), new Failed(failure));
            case Verdict.Spent(var failure, _) -> end(failure.attempt(), new Failed(failure));
            case Verdict.NoHandler _, Verdict.NotTaken _ -> cancelled(0);
            case Verdict.Cancelled _, Verdict.Lost _ ->
                    cancelled(sentIn == commands.task() ? 0 : 1);
        }
    }

    /// A worker took it, and this is what comes of that.
    private void follows(Aftermath.Sequel sequel) {
        unserved.returned(this, true);
        switch (sequel) {
            case Aftermath.Sequel.Over(var failure) -> end(failure.attempt(), new Failed(failure));
            case Aftermath.Sequel.Afresh() -> again();
            case Aftermath.Sequel.Later(var failure, var pause) -> retry(failure, pause);
        }
    }

    private void retry(Failure failure, Duration pause) {
        phase = Phase.WAITING;
        work = step.work();
        open(StepState.RETRYING, failure);
        stop = commands.timer(step.path(), pause, this::again);
    }

    private void again() {
        allowance.queued(commands.now());
        begin();
        inline.settle();
    }

    private void refused() {
        refusedBefore = true;
        boolean first = phase == Phase.WAITING || !unserved.asks(this);
        phase = Phase.WAITING;
        stop = () -> {};
        unserved.join(this);
        if (first) {
            open(StepState.WAITING, failures().notServed());
        }
    }

    private CallFailures failures() {
        return new CallFailures(step, allowance.made());
    }

    private Judge judge() {
        return new Judge(step, allowance.made(), given);
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
        inline.back(this);
        if (grace != null) {
            grace.remove(this);
        }
        recorder.ended(step.path(), work, attempt, outcome);
        done.accept(outcome);
    }
}
