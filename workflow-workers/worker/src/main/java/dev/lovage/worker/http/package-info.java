/// The tasks that speak HTTP to others, and the fence around them.
///
/// Every connection goes to an address that [Egress] has looked up and judged itself, at each hop:
/// nothing is looked up twice.
@NullMarked
package dev.lovage.worker.http;

import org.jspecify.annotations.NullMarked;
