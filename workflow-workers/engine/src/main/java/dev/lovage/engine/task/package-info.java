/// The activity side: every task of a worker behind one dynamic activity, kept alive by heartbeats,
/// told when it is no longer wanted, and its failures put into words that canvases match on.
@NullMarked
package dev.lovage.engine.task;

import org.jspecify.annotations.NullMarked;
