/// Makes the read model again from what Kafka has, while the platform runs.
///
/// The same projection writes into a schema beside, from the first record on; once that has come as
/// far as the read model, the partitions of the tables change places in one transaction. What Kafka
/// does not know, or no longer has, is taken along: nothing is lost by a rebuild.
@NullMarked
package dev.lovage.server.rebuild;

import org.jspecify.annotations.NullMarked;
