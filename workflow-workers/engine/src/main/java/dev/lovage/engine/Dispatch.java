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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// One call, from its first dispatch to its outcome: dispatched again when a worker was lost or
/// does not serve the task, told to stop, abandoned.
final class Dispatch {
    static final int MAX_LOST = 5;

    /// Larger ones have no place in a run.
    static final int MAX_RESULT_BYTES = 128 * 1024;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final CallStep step;
    private final Commands commands;
    private final Recorder recorder;
    private final Consumer<Outcome> done;
    private final Instant readyAt;
    private Work.Task work;
    private Runnable stop = () -> {};
    private int attempts;
    private int lost;
    private int refused;
    private boolean cancelled;
    private boolean pausing;
    private boolean ended;
    private @Nullable Grace grace;

    Dispatch(CallStep step, Commands commands, Recorder recorder, Consumer<Outcome> done) {
        this.step = step;
        this.commands = commands;
        this.recorder = recorder;
        this.done = done;
        this.readyAt = commands.now();
        this.work = new Work.Task(step.task(), step.queue(), null);
    }

    void begin() {
        pausing = false;
        var dispatched = commands.dispatch(step, attempts, spent(), this::answered);
        stop = dispatched.cancel();
        work = new Work.Task(step.task(), step.queue(), dispatched.activityId());
        if (refused == 0) {
            recorder.open(step.path(), StepState.QUEUED, work, attempts, null);
        } else {
            recorder.open(step.path(), StepState.WAITING, work, attempts, unserved());
        }
    }

    void cancel() {
        if (ended || cancelled) {
            return;
        }
        cancelled = true;
        stop.run();
        if (pausing) {
            end(attempts, Outcome.cancelled(step.path()));
        } else {
            grace = commands.grace(this);
        }
    }

    /// It did not stop in time: the run goes on without it.
    void abandon() {
        var failure =
                new Failure(
                        ErrorCode.CANCELLED.name(),
                        ErrorCode.CANCELLED.name(),
                        "Abandoned: it did not stop in time after it was told to",
                        step.task(),
                        step.path(),
                        attempts + 1,
                        false,
                        Map.of("abandoned", true));
        end(attempts + 1, new Failed(failure));
    }

    private void answered(@Nullable RawValue result, @Nullable RuntimeException error) {
        if (ended) {
            return;
        }
        if (error != null) {
            judged(new Judge(step, attempts).judge(error));
            return;
        }
        try {
            var answer = Answer.of(result);
            int attempt = attempts + Math.max(1, answer.attempt());
            end(attempt, fitting(answer));
        } catch (UncheckedIOException e) {
            refuse(ErrorCode.BAD_RESULT, String.valueOf(e.getMessage()), 1);
        }
    }

    private Outcome fitting(Answer answer) {
        if (answer.bytes() <= MAX_RESULT_BYTES) {
            return new Done(answer.value());
        }
        var message =
                "The result has %d bytes; at most %d travel through a run"
                        .formatted(answer.bytes(), MAX_RESULT_BYTES);
        return new Failed(
                new Judge(step, attempts)
                        .refused(
                                ErrorCode.RESULT_TOO_LARGE,
                                message,
                                Math.max(1, answer.attempt())));
    }

    private void refuse(ErrorCode code, String message, int attempt) {
        end(
                attempts + attempt,
                new Failed(new Judge(step, attempts).refused(code, message, attempt)));
    }

    private void judged(Verdict verdict) {
        switch (verdict) {
            case Verdict.Final(var failure) -> end(failure.attempt(), new Failed(failure));
            case Verdict.Cancelled _ -> end(attempts + 1, Outcome.cancelled(step.path()));
            case Verdict.Lost _ when cancelled -> end(attempts + 1, Outcome.cancelled(step.path()));
            case Verdict.NoHandler _ when cancelled ->
                    end(attempts, Outcome.cancelled(step.path()));
            case Verdict.Lost _ -> lost();
            case Verdict.NoHandler _ -> unserved(spent());
        }
    }

    private void lost() {
        lost++;
        if (step.options().retry().onLost() == OnLost.FAIL || lost > MAX_LOST) {
            refuse(
                    ErrorCode.WORKER_LOST,
                    "Its worker was lost in %s"
                            .formatted(
                                    lost == 1
                                            ? "its one dispatch"
                                            : "each of " + lost + " dispatches"),
                    1);
            return;
        }
        attempts++;
        refused = 0;
        begin();
    }

    private void unserved(Duration spent) {
        var pause = pause(refused++);
        var limit = requireNonNull(step.options().timeout().queue());
        if (spent.plus(pause).compareTo(limit) >= 0) {
            refuse(ErrorCode.TIMEOUT_QUEUE, unserved().message(), 0);
            return;
        }
        if (refused == 1) {
            recorder.open(step.path(), StepState.WAITING, work, attempts, unserved());
        }
        pausing = true;
        stop = commands.timer(step.path(), pause, this::begin);
    }

    private Failure unserved() {
        return new Failure(
                ErrorCode.NO_HANDLER.name(),
                ErrorCode.NO_HANDLER.name(),
                "no worker on `%s` serves %s".formatted(step.queue(), step.task()),
                step.task(),
                step.path(),
                attempts,
                true,
                null);
    }

    /// 1, 2, 4, ... 30 seconds.
    static Duration pause(int before) {
        var pause = Duration.ofSeconds(1L << Math.min(before, 5));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private Duration spent() {
        return Duration.between(readyAt, commands.now());
    }

    private void end(int attempt, Outcome outcome) {
        if (ended) {
            return;
        }
        ended = true;
        if (grace != null) {
            grace.remove(this);
        }
        recorder.ended(step.path(), work, attempt, outcome);
        done.accept(outcome);
    }
}
