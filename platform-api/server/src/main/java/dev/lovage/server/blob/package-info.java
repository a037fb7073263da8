/// Values that are too large to travel with their run: kept in PostgreSQL, reached by workers
/// through a port of their own that nobody else is let to, and gone with the run.
///
/// A value belongs to the run that made it and is known by its hash: putting it twice keeps it
/// once, and nothing is shared that one run could take away from another.
@NullMarked
package dev.lovage.server.blob;

import org.jspecify.annotations.NullMarked;
