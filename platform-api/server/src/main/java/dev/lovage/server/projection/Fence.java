package dev.lovage.server.projection;

import dev.lovage.events.Guard;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Lets those batches through that go on from where their partitions stand: what others read in the
/// meantime is theirs, and costs the rest nothing.
///
/// @param stored where the partitions stand, locked
record Fence(List<Batch> batches, Map<Integer, Long> stored) {
    /// Where a partition stands that nobody has read from.
    private static final long NOWHERE = -1;

    List<Batch> passed() {
        return batches.stream().filter(this::passes).toList();
    }

    /// Partitions whose batches do not pass, each with where it stands.
    Map<Integer, Long> fenced() {
        return batches.stream()
                .filter(batch -> !passes(batch))
                .collect(Collectors.toMap(Batch::partition, this::stored));
    }

    private boolean passes(Batch batch) {
        return stored(batch) == batch.from() || !Guard.FENCE.on();
    }

    private long stored(Batch batch) {
        return stored.getOrDefault(batch.partition(), NOWHERE);
    }
}
