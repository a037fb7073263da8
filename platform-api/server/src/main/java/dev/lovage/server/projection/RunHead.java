package dev.lovage.server.projection;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// A run's row while events are folded into it: a pure function of the row and the event.
///
/// @param applied how many events it has taken
/// @param ended once it has
/// @param ending what the row is to learn about its end; absent as long as that is nothing
record RunHead(
        RunKey key,
        Execution execution,
        Version version,
        long applied,
        Standing standing,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Ending ending) {

    /// The execution shown.
    ///
    /// @param queue of the run; absent until it is known
    record Execution(String temporalRun, String definition, int revision, @Nullable String queue) {
        Execution on(String queue) {
            return new Execution(temporalRun, definition, revision, queue);
        }

        Execution now(Subject subject) {
            return new Execution(
                    subject.temporalRun(), subject.definition(), subject.revision(), queue);
        }
    }

    /// How it stands.
    ///
    /// @param reason why it is paused
    record Standing(RunState state, @Nullable String reason) {
        static Standing of(RunEvent event) {
            var reason = event instanceof Changed changed ? changed.reason() : null;
            return new Standing(event.status(), reason);
        }
    }

    /// How it ended.
    record Ending(
            Payload result,
            @Nullable Failure error,
            @Nullable String reason,
            Map<StepState, Integer> counts) {}

    /// A run of which nothing was known before.
    static RunHead of(Subject subject) {
        return new RunHead(
                key(subject),
                new Execution(
                        subject.temporalRun(), subject.definition(), subject.revision(), null),
                Version.NONE,
                0,
                new Standing(RunState.QUEUED, null),
                null,
                null,
                null);
    }

    RunState status() {
        return standing.state();
    }

    static RunKey key(Subject subject) {
        return new RunKey(subject.tenant(), subject.run(), subject.accepted());
    }

    /// This row after `event`; the same where the event is old, of a part, or of an execution that
    /// is not the one shown: only Temporal can say which is, so the reconciler asks.
    RunHead with(RunEvent event) {
        var subject = event.subject();
        if (subject.part() != null) {
            return this;
        }
        if (count().isForeign(subject)) {
            return event instanceof Confirmed confirmed && isReset(confirmed)
                    ? reset(confirmed)
                    : this;
        }
        return switch (event) {
            case Started started -> begun(started).moved(subject, started.seq(), event, null);
            case Changed changed -> moved(subject, changed.seq(), event, null);
            case Closed closed -> moved(subject, closed.seq(), event, ending(closed));
            case Confirmed confirmed -> confirmed(confirmed);
        };
    }

    /// Whether this is news of another execution. One that ended before the one shown did is what
    /// that took the place of.
    private boolean isReset(Confirmed event) {
        return !event.status().ended() || ended == null || event.at().isAfter(ended);
    }

    Count count() {
        return new Count(execution.temporalRun(), version.epoch(), version.seq());
    }

    /// Whether it is paused after `event` and was not before, or the other way round, or otherwise.
    boolean turnedBy(RunEvent event) {
        return !Objects.equals(standing.reason(), Standing.of(event).reason());
    }

    /// Ended from outside, so that its steps could not tell their own end.
    boolean cutOff() {
        return status() == RunState.TERMINATED || status() == RunState.TIMED_OUT;
    }

    /// From its start to its end, as far as both are known.
    Duration took() {
        return started == null || ended == null ? Duration.ZERO : Duration.between(started, ended);
    }

    private RunHead begun(Started event) {
        var at = started == null || event.at().isBefore(started) ? event.at() : started;
        var told = execution.on(event.queue());
        return new RunHead(key, told, version, applied, standing, at, ended, ending);
    }

    private RunHead moved(Subject subject, long seq, RunEvent event, @Nullable Ending end) {
        var newer = version.at(subject.epoch(), seq);
        if (!version.olderThan(newer)) {
            return this;
        }
        return new RunHead(
                key,
                execution.now(subject),
                newer,
                applied + 1,
                status().ended() ? standing : Standing.of(event),
                started,
                ended == null && event.status().ended() ? event.at() : ended,
                end == null ? ending : end);
    }

    private RunHead confirmed(Confirmed event) {
        var epoch = event.subject().epoch();
        var newer = version.epoch() < epoch;
        if (status().ended() || !(newer || event.status().ended())) {
            return this;
        }
        return found(event, newer ? version.at(epoch, 0) : version);
    }

    private RunHead reset(Confirmed event) {
        return found(event, new Version(version.generation() + 1, event.subject().epoch(), 0));
    }

    /// As Temporal says: ended, or going on in an execution that nobody had told of.
    private RunHead found(Confirmed event, Version at) {
        var over = event.status().ended();
        return new RunHead(
                key,
                execution.now(event.subject()),
                at,
                applied + 1,
                Standing.of(event),
                started,
                over ? event.at() : null,
                over ? new Ending(Payload.NONE, event.error(), event.reason(), Map.of()) : null);
    }

    private static Ending ending(Closed event) {
        return new Ending(event.result(), event.error(), null, event.counts());
    }
}
