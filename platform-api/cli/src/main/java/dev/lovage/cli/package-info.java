/// `lovage` on the command line: the platform on this machine, and any platform's api.
///
/// Exit codes are part of the interface: 0 done, 1 the run failed, 2 wrong usage, 3 the platform is
/// not reachable.
@NullMarked
package dev.lovage.cli;

import org.jspecify.annotations.NullMarked;
