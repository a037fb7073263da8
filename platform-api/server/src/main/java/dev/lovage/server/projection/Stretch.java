package dev.lovage.server.projection;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The places among the transitions of a run, or part, that one event tells of, from the first to
/// the last.
record Stretch(long first, long last) {

    /// Absent for what has no place among them.
    ///
    /// @param turned whether the run was paused, or went on, with the event or since the one before
    static @Nullable Stretch of(RunEvent event, boolean turned) {
        return switch (event) {
            case Started started -> // its own place is right before the first step's
                    new Stretch(first(started.steps(), started.seq() + 1) - 1, started.seq());
            case Changed changed -> changed(changed, turned);
            case Closed closed -> new Stretch(closed.seq(), closed.seq());
            case Confirmed _ -> null;
        };
    }

    /// A turn has a place and no step: what the steps leave over in between are turns. Where they
    /// do not explain how the run stands now, the first place was one.
    private static Stretch changed(Changed event, boolean turned) {
        var steps = event.steps();
        long first = first(steps, event.seq());
        long turns = steps.isEmpty() ? 0 : event.seq() - first + 1 - steps.size();
        boolean explained = steps.isEmpty() || turned == (turns % 2 == 1);
        return new Stretch(explained ? first : first - 1, event.seq());
    }

    private static long first(List<StepChange> steps, long otherwise) {
        return steps.stream().mapToLong(StepChange::seq).min().orElse(otherwise);
    }
}
