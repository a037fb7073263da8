package dev.lovage.engine;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Options.OnLost;
import dev.lovage.engine.interpreter.CallStep;
import dev.lovage.events.ErrorCode;
import dev.lovage.events.Failure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/// What follows where a call did not succeed.
final class Aftermath {
    static final int MAX_LOST = 5;

    private final CallStep step;
    private final Allowance allowance;
    private boolean mayBeMade = true;
    private int lost;

    /// What becomes of the call.
    sealed interface Sequel {
        /// It has failed.
        record Over(Failure failure) implements Sequel {}

        /// It begins afresh, as if this had not been.
        record Afresh() implements Sequel {}

        /// It is tried again, after a pause.
        record Later(Failure failure, Duration pause) implements Sequel {}
    }

    Aftermath(CallStep step, Allowance allowance) {
        this.step = step;
        this.allowance = allowance;
    }

    /// Whether it may be made in the worker that interprets the run.
    boolean mayBeMade() {
        return mayBeMade;
    }

    Sequel failed(Failure failure, Way way) {
        return isMadeUpFor(failure, way) ? new Sequel.Afresh() : new Sequel.Over(failure);
    }

    /// @param given attempts that it had
    Sequel spent(Verdict.Spent spent, Way way, int given, Instant now) {
        if (isMadeUpFor(spent.failure(), way)) {
            return new Sequel.Afresh();
        }
        if (way == Way.HERE) {
            mayBeMade = false;
        }
        allowance.spent(Math.clamp(spent.failure().attempt() - allowance.made(), 1, given));
        var pause = pause(spent.pause());
        return later(spent.failure(), pause, allowance.another(now.plus(pause)));
    }

    /// The task itself wants another attempt.
    Sequel asked(Verdict.Again again, Instant now) {
        var pause = pause(again.pause());
        var may = allowance.asked(again.last(), again.max(), now.plus(pause));
        return later(again.failure(), pause, may);
    }

    /// @param last the attempt of its dispatch that was lost
    Sequel lost(int last, Judge judge) {
        lost++;
        if (step.options().retry().onLost() == OnLost.FAIL || lost > MAX_LOST) {
            var where = lost == 1 ? "its one dispatch" : "each of " + lost + " dispatches";
            var message = "Its worker was lost in " + where;
            return new Sequel.Over(judge.failed(ErrorCode.WORKER_LOST, message, last));
        }
        allowance.lost(last);
        return new Sequel.Afresh();
    }

    private Duration pause(@Nullable Duration asked) {
        return asked == null ? requireNonNull(step.options().retry().backoff()) : asked;
    }

    private static Sequel later(Failure failure, Duration pause, boolean may) {
        return may ? new Sequel.Later(failure, pause) : new Sequel.Over(failure);
    }

    /// What is over too soon because of where it was made has had no attempt: a call that was cut
    /// short here, and a carrier whose worker may have been lost, which nobody tells.
    private boolean isMadeUpFor(Failure failure, Way way) {
        if (!failure.code().equals(ErrorCode.TIMEOUT_ATTEMPT.name())) {
            return false;
        }
        boolean more =
                switch (way) {
                    case QUEUE -> false;
                    case HERE -> InlineOptions.isCut(step);
                    case CARRIER -> lost < MAX_LOST;
                };
        if (more) {
            mayBeMade = way == Way.CARRIER;
            if (mayBeMade) {
                lost++;
                allowance.lost(1);
            }
        }
        return more;
    }
}
