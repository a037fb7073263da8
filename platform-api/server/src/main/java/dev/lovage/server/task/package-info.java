/// Tasks and the workers that serve them, as the workers announced them.
///
/// The catalogue is knowledge, not truth: a task stays in it for a week after it was last seen.
@NullMarked
package dev.lovage.server.task;

import org.jspecify.annotations.NullMarked;
