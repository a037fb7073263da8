/// What the platform does when its parts die: a platform of its own, faults, and what must hold
/// afterwards.
@NullMarked
package dev.lovage.chaos;

import org.jspecify.annotations.NullMarked;
