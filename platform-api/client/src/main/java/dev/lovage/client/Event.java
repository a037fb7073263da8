package dev.lovage.client;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Something that was told of a run.
///
/// @param id that of the CloudEvent
/// @param at by the workflow's clock
/// @param state of the run after it
/// @param steps that changed
/// @param data all of it as JSON, as it stands in Kafka; without values for who may not see them
public record Event(
        String id,
        Type type,
        Instant at,
        RunState state,
        Place place,
        List<RunChange.Step> steps,
        Object data) {
    public Event {
        steps = List.copyOf(steps);
    }

    /// What kind of event it is, `dev.lovage.run.….v1` in Kafka.
    public enum Type {
        /// The run has begun.
        STARTED,
        /// Steps have changed, or the run as a whole.
        CHANGED,
        /// The run has ended, and told so itself.
        CLOSED,
        /// The run was found ended where it could not tell so itself.
        CONFIRMED
    }

    /// Where it stands among the events of its run.
    ///
    /// @param seq of the last transition in it; 0 where it was not the run that told it
    /// @param epoch when this execution of the run began, in ms since 1970
    /// @param temporalRun Temporal's run id of that execution
    /// @param part id of the part of the run that told it; absent: the run itself
    public record Place(long seq, long epoch, String temporalRun, @Nullable String part) {}
}
