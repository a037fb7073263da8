/// Forms that are drawn from a JSON Schema.
///
/// A form asks what it understands; everything else is asked for as JSON, never left out.
@NullMarked
package dev.lovage.console.form;

import org.jspecify.annotations.NullMarked;
