/// The language at run time: decides what may run now, and leaves the running to a [Performer].
///
/// Continuations and one ready queue, no thread and no recursion over length: the depth of the
/// stack is the nesting of the canvas. Knows nothing of Temporal; the same outcomes in the same
/// order give the same calls in the same order.
@NullMarked
package dev.lovage.engine.interpreter;

import org.jspecify.annotations.NullMarked;
