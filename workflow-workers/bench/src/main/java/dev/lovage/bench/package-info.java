/// What a run costs, beside what the same work costs when it is written by hand on Temporal's SDK.
///
/// Each figure and its floor are measured in the same process, minute and server, in turns; no
/// figure is asserted anywhere.
@NullMarked
package dev.lovage.bench;

import org.jspecify.annotations.NullMarked;
