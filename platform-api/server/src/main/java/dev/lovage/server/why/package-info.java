/// Why a run is not simply running.
///
/// What is known is put together once, from the read model and from one look at Temporal; which of
/// it is the reason is decided by a pure function.
@NullMarked
package dev.lovage.server.why;

import org.jspecify.annotations.NullMarked;
