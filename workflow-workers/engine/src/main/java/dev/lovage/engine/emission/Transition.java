package dev.lovage.engine.emission;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One thing that happened in a run, by its own count and clock.
public sealed interface Transition {
    /// Place among all transitions of the run, from 1.
    long seq();

    Instant at();

    /// The run began, on this queue (as on the wire).
    record Began(long seq, Instant at, String queue) implements Transition {}

    /// A step took on a state.
    record Moved(StepChange step) implements Transition {
        @Override
        public long seq() {
            return step.seq();
        }

        @Override
        public Instant at() {
            return step.at();
        }
    }

    /// The run was paused, or goes on.
    record Turned(long seq, Instant at) implements Transition {}

    /// The run ended.
    record Ended(long seq, Instant at, End end) implements Transition {}

    /// How a run ended, and what became of its steps.
    record End(
            RunState status,
            Payload result,
            @Nullable Failure error,
            Map<StepState, Integer> counts,
            List<String> failed) {}
}
