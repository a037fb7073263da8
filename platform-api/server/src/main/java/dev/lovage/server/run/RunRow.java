package dev.lovage.server.run;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A run as the read model has it.
///
/// @param overlay what the reconciler says of it beside its state
public record RunRow(AcceptedRun about, Progress progress, @Nullable Overlay overlay) {
    /// Of which there is nothing else to say.
    public RunRow(AcceptedRun about, Progress progress) {
        this(about, progress, null);
    }

    /// How far it has come.
    ///
    /// @param version grows with every applied event; 0 when none has been
    /// @param counts steps by their last state; empty until the run has ended
    /// @param reason why it ended where nobody saw the end, else absent
    public record Progress(
            RunState status,
            long version,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Payload result,
            @Nullable Failure error,
            Map<StepState, Integer> counts,
            @Nullable String reason) {
        /// Accepted, and nothing has been heard of it.
        public static final Progress QUEUED =
                new Progress(RunState.QUEUED, 0, null, null, Payload.NONE, null, Map.of(), null);

        public Progress {
            var sorted = new EnumMap<StepState, Integer>(StepState.class);
            sorted.putAll(counts);
            counts = Collections.unmodifiableMap(sorted);
        }

        Progress with(Payload made) {
            return new Progress(status, version, startedAt, endedAt, made, error, counts, reason);
        }
    }
}
