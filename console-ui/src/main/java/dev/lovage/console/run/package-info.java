/// The pages about runs: the list, and one run with its graph, steps, result and source.
///
/// Views show and ask; what is shown comes from the api as it is, as text that is never trusted.
@NullMarked
package dev.lovage.console.run;

import org.jspecify.annotations.NullMarked;
