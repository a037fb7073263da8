package dev.lovage.server.reconcile;

import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A run of which something has to be found out.
///
/// @param at when it is due; also tells whether it was wished for once more meanwhile
/// @param queue of the run, as on the wire; absent when there is no row that knows it
record Wish(RunKey key, Reason reason, Instant at, @Nullable String queue) {
    /// What has to be found out.
    enum Reason {
        /// Which execution is the current one.
        EXECUTION,
        /// What was not told: transitions are missing.
        GAP,
        /// What nobody told: its end, or its beginning.
        REPUBLISH,
        /// What was too large to be told.
        VALUES
    }
}
