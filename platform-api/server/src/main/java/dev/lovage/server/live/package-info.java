/// The live feed: which runs change, told to whoever may know, as soon as the rows say so.
///
/// What is told is read from Kafka up to where the projection has committed, so who reads a row
/// after an event finds it there; and an event's id is the position in every partition, so a reader
/// that comes back to any node misses nothing and gets nothing twice.
@NullMarked
package dev.lovage.server.live;

import org.jspecify.annotations.NullMarked;
