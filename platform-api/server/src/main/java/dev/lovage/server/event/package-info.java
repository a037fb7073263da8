/// What was told of a run, event by event, for as long as the table `event_log` keeps it.
///
/// The projection writes it in its own transaction; here it is read, and its days are kept.
@NullMarked
package dev.lovage.server.event;

import org.jspecify.annotations.NullMarked;
