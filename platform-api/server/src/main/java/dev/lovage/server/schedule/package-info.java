/// Schedules: what is run by the clock.
///
/// What one is to be is said in PostgreSQL, and a loop on one api at a time brings Temporal's own
/// Schedules to it, again and again. Whether it is paused, why, and how many runs are left is
/// Temporal's to say, which changes them itself. One that Temporal has and we do not know is
/// reported, and never touched.
@NullMarked
package dev.lovage.server.schedule;

import org.jspecify.annotations.NullMarked;
