/// How what happened to a run leaves the worker.
///
/// A transition is published only when Temporal has accepted the workflow task it happened in, so
/// an event never says what the history does not; and the run never waits for it.
@NullMarked
package dev.lovage.engine.emission;

import org.jspecify.annotations.NullMarked;
