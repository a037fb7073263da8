/// Small things that every page shows the same way: states, times, ids, problems, freshness.
@NullMarked
package dev.lovage.console.look;

import org.jspecify.annotations.NullMarked;
