package dev.lovage.server.why;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;
import dev.lovage.server.run.Outlook;
import dev.lovage.server.run.StepRow;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a run whose reason is sought.
///
/// @param state that the read model shows
/// @param outlook of Temporal; absent when it has forgotten the run
/// @param open steps that have not ended, as far as the read model has heard
/// @param lag of the read model
/// @param overlay what the reconciler says of it
record Known(
        RunState state,
        @Nullable Outlook outlook,
        List<StepRow> open,
        Duration lag,
        Instant now,
        @Nullable Overlay overlay) {
    Known(
            RunState state,
            @Nullable Outlook outlook,
            List<StepRow> open,
            Duration lag,
            Instant now) {
        this(state, outlook, open, lag, now, null);
    }

    Known {
        open = List.copyOf(open);
    }

    /// The step that a call of Temporal's belongs to.
    Optional<StepRow> step(Outlook.Call call) {
        return open.stream()
                .filter(step -> Places.activity(step).equals(Optional.of(call.activity())))
                .findFirst();
    }
}
