package dev.lovage.server.run;

import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/// Which runs a list shows; an absent part holds nothing back.
///
/// @param statuses empty for every state
/// @param from accepted at or after
/// @param to accepted before
/// @param prefix of the run id, the definition's name or a tag
/// @param overlay what is said of them beside their state
public record RunFilter(
        Set<RunState> statuses,
        @Nullable String definition,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String prefix,
        @Nullable Overlay overlay) {
    public static final RunFilter ALL = new RunFilter(Set.of(), null, null, null, null, null);

    /// Whatever is said of them beside their state.
    public RunFilter(
            Set<RunState> statuses,
            @Nullable String definition,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String prefix) {
        this(statuses, definition, tag, from, to, prefix, null);
    }

    public RunFilter {
        statuses = Set.copyOf(statuses);
    }
}
