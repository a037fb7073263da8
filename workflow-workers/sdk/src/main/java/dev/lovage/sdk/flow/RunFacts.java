package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What every step can know of its run: `run().get(RunFacts::id)`.
///
/// @param revision 0 of what was never saved
/// @param scheduledAt when it was due; absent where no schedule started it
public record RunFacts(
        String id,
        String definition,
        long revision,
        long attempt,
        Instant startedAt,
        @Nullable Instant scheduledAt,
        List<String> tags) {}
