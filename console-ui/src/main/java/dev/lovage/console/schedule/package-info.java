/// What is run by the clock: the list of schedules, one schedule with what it will do, and changing
/// it.
@NullMarked
package dev.lovage.console.schedule;

import org.jspecify.annotations.NullMarked;
