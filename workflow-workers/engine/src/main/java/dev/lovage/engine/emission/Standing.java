package dev.lovage.engine.emission;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

/// How a run stands as a whole.
///
/// @param reason why it is paused
public record Standing(RunState state, @Nullable String reason) {
    public static final Standing RUNNING = new Standing(RunState.RUNNING, null);
}
