/// What must hold of a platform whatever happens to it, checked against all that was seen of it.
/// Pure: every invariant is shown broken by a world made by hand.
@NullMarked
package dev.lovage.chaos.check;

import org.jspecify.annotations.NullMarked;
