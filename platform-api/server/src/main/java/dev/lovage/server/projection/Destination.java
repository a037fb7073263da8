package dev.lovage.server.projection;

import java.util.List;
import java.util.Map;

/// Where a topic is read to. It keeps how far that was done together with what was read, and so
/// knows when another reader has been there.
interface Destination {
    /// Where to read on in each partition; a topic that was never read is read from `beginnings`.
    Map<Integer, Long> positions(String topic, Map<Integer, Long> beginnings);

    /// Takes the batches that go on from where their partitions stand, all of them with their
    /// positions or none.
    ///
    /// @param batches of one topic, one or more, each of another partition
    Outcome apply(List<Batch> batches);

    /// Kafka has nothing beyond these positions.
    void caughtUp(String topic, Map<Integer, Long> positions);

    /// Whether it goes on where Kafka has let go of records before they were read. Else such a
    /// partition is read no further, until people decide.
    boolean bearsGaps();
}
