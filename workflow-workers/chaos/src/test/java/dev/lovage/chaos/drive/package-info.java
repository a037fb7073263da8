/// What the platform is given to do while it is disturbed, drawn from a seed, and the outside party
/// that counts what it does.
@NullMarked
package dev.lovage.chaos.drive;

import org.jspecify.annotations.NullMarked;
