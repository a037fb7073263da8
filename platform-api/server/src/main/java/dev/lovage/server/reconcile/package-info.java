/// The reconciler: compares what Temporal knows with what the read model shows, and mends the
/// latter; and keeps what is too large for that, before Temporal lets it go.
///
/// It never starts, cancels or ends a run. What it finds it announces as an event, or asks a worker
/// to announce again; every loop may be repeated, and one api at a time runs them.
@NullMarked
package dev.lovage.server.reconcile;

import org.jspecify.annotations.NullMarked;
