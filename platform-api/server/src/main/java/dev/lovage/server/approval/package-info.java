/// What runs wait for from outside: signals, and approvals, which are signals with somebody's name.
///
/// What an answer must be like and who may give it stands in the definition's revision; whether
/// anyone waits, in the read model; the truth about both is Temporal's.
@NullMarked
package dev.lovage.server.approval;

import org.jspecify.annotations.NullMarked;
