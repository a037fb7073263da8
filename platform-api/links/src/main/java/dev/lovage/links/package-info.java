/// How every process of ours speaks to Temporal and to Kafka: encryption, and who we are there.
/// Binding decision: each is decided here alone, so no client is made that forgets it.
@NullMarked
package dev.lovage.links;

import org.jspecify.annotations.NullMarked;
