/// What changes, told to the pages it concerns.
///
/// One feed for the whole console says which runs change, and nothing more; each page then reads
/// with its own person's rights. Without the feed every page looks by itself, as often as it must.
@NullMarked
package dev.lovage.console.live;

import org.jspecify.annotations.NullMarked;
