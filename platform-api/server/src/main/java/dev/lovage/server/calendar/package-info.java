/// What a schedule's spec says, and when it fires.
///
/// The times are those of Temporal's own server (1.32), which does the work: its quirks where the
/// clocks change are kept, not mended, so that a preview is a promise; `dst: once` mends them.
/// Nothing here knows Temporal, a clock or a store.
///
/// The same cron string is read as Temporal reads it, but:
///
/// * `1-7` as days of the week keeps its Sunday, which Temporal loses,
/// * six and seven fields, `@every`, `TZ=` and `5#3` (a comment to Temporal) are refused with the
///   way out.
///
/// An entry of Celery's beat fires as Celery runs it, but:
///
/// * a date that never comes is refused when it is saved, not when it should have come,
/// * an interval that is not relative is counted from 1970, not from when beat started,
/// * of a local time that is there twice either may be the one that runs.
@NullMarked
package dev.lovage.server.calendar;

import org.jspecify.annotations.NullMarked;
