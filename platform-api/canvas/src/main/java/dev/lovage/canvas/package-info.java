/// The canvas: a piece of work as immutable data, read from JSON or YAML, checked, and written
/// back.
///
/// Depends on nothing else of Lovage, does no I/O, sees no clock, and knows nothing of what runs
/// it. The same text always reads into the same value, so a run replays from its input alone.
///
/// Decided here: places count from zero in every path. A later step sees what stands before it,
/// also inside chains and groups that have ended, but neither inside a map nor inside a group that
/// collects errors: there a step has many values, or none. A canvas stays as it was written: a
/// group of like calls remains a group, so its paths and ids are those of its author.
@NullMarked
package dev.lovage.canvas;

import org.jspecify.annotations.NullMarked;
