/// The canvas: a piece of work as immutable data, read from JSON or YAML, checked, and written
/// back.
///
/// Depends on nothing else of Lovage, does no I/O, sees no clock, and knows nothing of what runs
/// it. The same text always reads into the same value, so a run replays from its input alone.
@NullMarked
package dev.lovage.canvas;

import org.jspecify.annotations.NullMarked;
