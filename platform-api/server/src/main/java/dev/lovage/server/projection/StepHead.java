package dev.lovage.server.projection;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.server.run.RunKey;
import dev.lovage.server.run.StepRow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A step's row while events are folded into it. Folding is free of order: the newest transition
/// wins, the times are the earliest.
record StepHead(
        RunKey run,
        String path,
        @Nullable String part,
        Version version,
        StepChange change,
        StepRow.Times times) {

    /// What one transition says. A step of a run that was cut off ended with it.
    static StepHead of(RunHead run, Subject subject, StepChange change) {
        var cut = run.cutOff() && !change.state().ended();
        var times =
                new StepRow.Times(
                        change.at(),
                        change.state() == StepState.RUNNING ? change.at() : null,
                        cut ? run.ended() : change.state().ended() ? change.at() : null);
        return new StepHead(
                RunHead.key(subject),
                change.path(),
                subject.part(),
                run.version().at(subject.epoch(), change.seq()),
                cut ? cut(change, end(run)) : change,
                times);
    }

    /// How a step ends when its run is cut off.
    static StepState end(RunHead run) {
        return run.status() == RunState.TIMED_OUT ? StepState.TIMED_OUT : StepState.TERMINATED;
    }

    /// Both, whichever came first.
    StepHead and(StepHead other) {
        var later = precedes(other) ? other : this;
        if (version.generation() != other.version.generation()) {
            return later;
        }
        var both =
                new StepRow.Times(
                        earlier(times.queuedAt(), other.times.queuedAt()),
                        earlier(times.startedAt(), other.times.startedAt()),
                        later.times.endedAt());
        return new StepHead(later.run, later.path, later.part, later.version, later.change, both);
    }

    /// Whether `other` takes the place of this. What has ended stays, but for a step that was cut
    /// off and had in truth ended before.
    private boolean precedes(StepHead other) {
        if (!version.olderThan(other.version)) {
            return false;
        }
        return version.generation() < other.version.generation()
                || !change.state().ended()
                || (mayBeCut(change.state()) && other.change.state().ended());
    }

    private static boolean mayBeCut(StepState state) {
        return state == StepState.TERMINATED || state == StepState.TIMED_OUT;
    }

    private static StepChange cut(StepChange change, StepState end) {
        return new StepChange(
                change.seq(),
                change.path(),
                end,
                change.at(),
                change.work(),
                change.attempt(),
                change.value(),
                change.error());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
