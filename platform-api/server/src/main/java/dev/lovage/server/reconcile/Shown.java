package dev.lovage.server.reconcile;

import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

/// A run as the read model shows it.
///
/// @param version grows with every applied event
/// @param queue as on the wire; absent until it is known
record Shown(
        RunKey key,
        String temporalRun,
        long epoch,
        RunState status,
        long version,
        String definition,
        int revision,
        @Nullable String queue) {
    Subject subject() {
        return new Subject(
                key.tenant(),
                key.run(),
                key.accepted(),
                temporalRun,
                epoch,
                null,
                definition,
                revision);
    }
}
