package dev.lovage.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Something happened to a run.
public sealed interface RunEvent {
    /// The run it happened to.
    Subject subject();

    /// When, by the workflow's clock; a confirmation has Temporal's close time.
    Instant at();

    /// The state of the run after it.
    RunState status();

    /// The run has begun: its first workflow task was accepted.
    ///
    /// @param queue the run's own task queue, as on the wire
    record Started(
            Subject subject,
            long seq,
            Instant at,
            RunState status,
            String queue,
            List<StepChange> steps)
            implements RunEvent {
        public Started {
            steps = List.copyOf(steps);
        }
    }

    /// Steps changed their state, or the run as a whole: the transitions of one accepted workflow
    /// task, or a slice of them.
    ///
    /// @param seq of the last transition in it
    /// @param reason why the run is paused, as long as it is
    record Changed(
            Subject subject,
            long seq,
            Instant at,
            RunState status,
            @Nullable String reason,
            List<StepChange> steps)
            implements RunEvent {
        public Changed {
            steps = List.copyOf(steps);
        }

        /// In a run that is not paused.
        public Changed(
                Subject subject, long seq, Instant at, RunState status, List<StepChange> steps) {
            this(subject, seq, at, status, null, steps);
        }
    }

    /// The run has ended, and Temporal has accepted that.
    ///
    /// @param counts steps by their last state
    /// @param failed paths of the first [#FAILED_PATHS] failed steps
    record Closed(
            Subject subject,
            long seq,
            Instant at,
            RunState status,
            Payload result,
            @Nullable Failure error,
            Map<StepState, Integer> counts,
            List<String> failed)
            implements RunEvent {
        public static final int FAILED_PATHS = 50;

        public Closed {
            var sorted = new EnumMap<StepState, Integer>(StepState.class);
            sorted.putAll(counts);
            counts = Collections.unmodifiableMap(sorted);
            failed = List.copyOf(failed);
        }
    }

    /// The run was found ended where nobody saw its end: terminated or timed out without a worker,
    /// or its close was lost. With a status that is no end: it was reset in Temporal, and goes on
    /// in this execution.
    ///
    /// @param reason for people
    record Confirmed(
            Subject subject, Instant at, RunState status, @Nullable Failure error, String reason)
            implements RunEvent {}

    /// Which run, and which execution of it.
    ///
    /// @param run the run id, which is Temporal's workflow id
    /// @param accepted when the logical run was first accepted, in ms since the epoch
    /// @param temporalRun Temporal's run id
    /// @param epoch time of the start event of that execution, in ms since the epoch
    /// @param part id of a part of the run; absent for the run itself
    record Subject(
            String tenant,
            String run,
            Instant accepted,
            String temporalRun,
            long epoch,
            @Nullable String part,
            String definition,
            int revision) {}
}
