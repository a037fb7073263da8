package dev.lovage.server.projection;

import java.util.Map;

/// What came of batches.
///
/// @param fenced partitions that someone else reads now, or did in the meantime, each with where it
///   stands: nothing of their batches was written
/// @param dead records of the others that are kept aside
/// @param news of the others
public record Outcome(Map<Integer, Long> fenced, int dead, News news) {
    public Outcome {
        fenced = Map.copyOf(fenced);
    }
}
