/// Runs: started, looked at, waited for, cancelled.
///
/// A start is answered with 202 only after Temporal said yes; what a list shows is the read model.
@NullMarked
package dev.lovage.server.run;

import org.jspecify.annotations.NullMarked;
