package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

/// One turn of a loop: `turn.get(Turn::index)`.
///
/// @param index from 0
/// @param value what it began with: that of the turn before, or what the loop got
public record Turn(long index, @Nullable Object value) {}
