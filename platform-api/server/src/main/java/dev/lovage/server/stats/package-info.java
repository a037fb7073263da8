/// Counts and quantiles of runs, for people who watch.
///
/// Each is one statement whose cost is bounded by what it shows, never by how many runs there are.
@NullMarked
package dev.lovage.server.stats;

import org.jspecify.annotations.NullMarked;
