package dev.lovage.server.projection;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;
import dev.lovage.events.Failure;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What is known of the attempt at hand of a step, while telemetry is folded into it.
///
/// @param at of the last that was said
/// @param state RUNNING, RETRYING, or QUEUED when its worker was stopped under it
/// @param over it has ended, and what that means the run will say
/// @param retry when the next attempt is due
record AttemptHead(
        Subject subject,
        Instant at,
        StepState state,
        boolean over,
        @Nullable Instant began,
        @Nullable Instant retry,
        @Nullable Failure error,
        @Nullable Progressed progress) {

    /// Which step it is about.
    record Key(String tenant, String run, String path) {}

    Key key() {
        return new Key(subject.tenant(), subject.run(), subject.path());
    }

    static AttemptHead of(AttemptEvent event) {
        return switch (event) {
            case Began(var subject, var at) ->
                    new AttemptHead(subject, at, StepState.RUNNING, false, at, null, null, null);
            case Progressed said ->
                    new AttemptHead(
                            said.subject(),
                            said.at(),
                            StepState.RUNNING,
                            false,
                            null,
                            null,
                            null,
                            said);
            case Ended ended -> ended(ended);
        };
    }

    private static AttemptHead ended(Ended event) {
        var next = event.next();
        var state =
                next != null
                        ? StepState.RETRYING
                        : event.outcome() == Outcome.LOST ? StepState.QUEUED : StepState.RUNNING;
        return new AttemptHead(
                event.subject(),
                event.at(),
                state,
                next == null,
                null,
                next,
                next == null ? null : event.error(),
                null);
    }

    /// Both, of which the newer one says how it stands. What was said of one attempt adds up.
    AttemptHead and(AttemptHead other) {
        if (other.olderThan(this)) {
            return this;
        }
        return other.sameAttempt(this)
                ? new AttemptHead(
                        other.subject,
                        other.at,
                        other.state,
                        other.over,
                        other.began == null ? began : other.began,
                        other.retry,
                        other.error,
                        other.progress == null ? progress : other.progress)
                : other;
    }

    /// Attempts of one execution are told apart by their numbers, executions by the time.
    private boolean olderThan(AttemptHead other) {
        var attempts =
                subject.temporalRun().equals(other.subject.temporalRun())
                        ? Integer.compare(subject.attempt(), other.subject.attempt())
                        : 0;
        return attempts < 0 || (attempts == 0 && at.isBefore(other.at));
    }

    private boolean sameAttempt(AttemptHead other) {
        return subject.temporalRun().equals(other.subject.temporalRun())
                && subject.attempt() == other.subject.attempt();
    }
}
