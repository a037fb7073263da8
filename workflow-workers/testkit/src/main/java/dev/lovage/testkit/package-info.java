/// Tests of workflows in milliseconds: the engine as it is, on a server in memory that skips time,
/// with tasks that are real or faked.
///
/// What a test sees of a run is what the console would: the events that the engine publishes.
@NullMarked
package dev.lovage.testkit;

import org.jspecify.annotations.NullMarked;
