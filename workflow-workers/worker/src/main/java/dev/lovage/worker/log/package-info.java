/// What tasks log, on its way to whoever looks at their run.
///
/// No task ever waits for it: lines that cannot be taken along are dropped, counted, and the count
/// is a line of its own.
@NullMarked
package dev.lovage.worker.log;

import org.jspecify.annotations.NullMarked;
