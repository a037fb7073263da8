/// What tasks logged: kept for some days, read in pages or followed.
///
/// Within a run ids grow in the order in which lines can be read, so an id is all that a reader
/// needs to go on after it.
@NullMarked
package dev.lovage.server.log;

import org.jspecify.annotations.NullMarked;
