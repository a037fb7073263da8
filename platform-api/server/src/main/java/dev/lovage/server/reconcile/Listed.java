package dev.lovage.server.reconcile;

import dev.lovage.server.reconcile.Tally.Standing;
import dev.lovage.server.run.RunKey;

/// An execution of a run, as Temporal lists it.
record Listed(RunKey key, String temporalRun, Standing standing) {}
