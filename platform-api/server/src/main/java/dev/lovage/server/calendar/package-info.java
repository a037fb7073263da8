/// What a schedule's spec says, and when it fires.
///
/// The times are those of Temporal's own server (1.32), which does the work: its quirks where the
/// clocks change are kept, not mended, so that a preview is a promise. Nothing here knows Temporal,
/// a clock or a store.
@NullMarked
package dev.lovage.server.calendar;

import org.jspecify.annotations.NullMarked;
