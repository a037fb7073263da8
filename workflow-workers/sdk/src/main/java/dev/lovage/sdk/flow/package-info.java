/// Workflows written in Java: steps made of method references to tasks, put together in chains,
/// groups, maps, tries.
///
/// What is written here is read by the language's own reader, so that a workflow in Java is the
/// same definition as its YAML, with the same checks.
@NullMarked
package dev.lovage.sdk.flow;

import org.jspecify.annotations.NullMarked;
