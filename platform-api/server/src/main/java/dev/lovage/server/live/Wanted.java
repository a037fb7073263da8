package dev.lovage.server.live;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// What a reader follows; an absent part holds nothing back.
///
/// @param tenant absent for who sees them all
/// @param statuses empty for every state
/// @param steps whether it is told which steps changed
record Wanted(
        @Nullable String tenant,
        @Nullable String run,
        @Nullable String workflow,
        Set<RunState> statuses,
        @Nullable String tag,
        boolean steps) {
    Wanted {
        statuses = Set.copyOf(statuses);
    }

    /// Whether it follows that, as far as the event itself can tell.
    boolean matches(Told told) {
        var state = told.state();
        return (tenant == null || tenant.equals(told.key().tenant()))
                && (run == null || run.equals(told.key().run()))
                && (workflow == null || workflow.equals(told.workflow()))
                && (steps || !told.ofStepsOnly())
                && (statuses.isEmpty() || (state != null && statuses.contains(state)));
    }
}
