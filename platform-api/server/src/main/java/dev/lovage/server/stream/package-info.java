/// Server-sent events: how answers that go on are written, whatever they tell.
///
/// Nothing here waits for a slow reader: what it has not read is bounded in number and in bytes,
/// and beyond that it is told `gap` and sent away, to come back with the last id it has seen.
@NullMarked
package dev.lovage.server.stream;

import org.jspecify.annotations.NullMarked;
