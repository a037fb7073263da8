/// The projection: what Kafka tells becomes rows.
///
/// Every batch is one transaction, with the position in it, so each event counts once, and a
/// replaced reader cannot write. Rows only ever grow by version, so order and copies do not matter.
@NullMarked
package dev.lovage.server.projection;

import org.jspecify.annotations.NullMarked;
