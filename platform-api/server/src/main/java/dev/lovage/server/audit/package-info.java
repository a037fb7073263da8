/// The audit, chained so that nobody can change a row unseen, and closed where a change was left
/// without an outcome. One api at a time does both.
@NullMarked
package dev.lovage.server.audit;

import org.jspecify.annotations.NullMarked;
