/// The api process: REST over what Temporal runs, PostgreSQL keeps and Kafka announced.
///
/// Nothing is open by default, and no change is made that was not first written to the audit.
@NullMarked
package dev.lovage.server;

import org.jspecify.annotations.NullMarked;
