/// Who may do what: users, sessions, tokens, permissions, and the record of what was done.
///
/// Deny by default: a route that declares nothing serves nobody, and the tenant comes from the
/// credential only.
@NullMarked
package dev.lovage.server.access;

import org.jspecify.annotations.NullMarked;
