/// Definitions: saved, numbered, read, drawn.
///
/// A revision never changes. The same content again is the same revision, whatever its layout.
@NullMarked
package dev.lovage.server.workflow;

import org.jspecify.annotations.NullMarked;
