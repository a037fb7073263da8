package dev.lovage.server.run;

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
public record RunFilter(
        Set<RunState> statuses,
        @Nullable String definition,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String prefix) {
    public static final RunFilter ALL = new RunFilter(Set.of(), null, null, null, null, null);

    public RunFilter {
        statuses = Set.copyOf(statuses);
    }
}
