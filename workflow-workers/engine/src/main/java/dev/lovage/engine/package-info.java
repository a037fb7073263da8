/// The interpreter: a canvas becomes Temporal commands, and what happened becomes events.
///
/// Workflow code decides, activities do: what decides sees no clock, no random, no thread, no I/O.
@NullMarked
package dev.lovage.engine;

import org.jspecify.annotations.NullMarked;
