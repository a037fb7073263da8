/// Who is signed in, and what they may open.
///
/// The token stays in the servlet session; the browser never sees it. Nothing is open by default.
@NullMarked
package dev.lovage.console.access;

import org.jspecify.annotations.NullMarked;
