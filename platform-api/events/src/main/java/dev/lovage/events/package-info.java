/// What happened: the events of runs and workers, their states, and their CloudEvents form.
///
/// An event says only what Temporal's history says. Its bytes are a function of that history, so
/// the same transition announced twice is the same record twice.
@NullMarked
package dev.lovage.events;

import org.jspecify.annotations.NullMarked;
