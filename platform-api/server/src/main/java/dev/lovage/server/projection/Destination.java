package dev.lovage.server.projection;

import java.util.Map;

/// Where a topic is read to. It keeps how far that was done together with what was read, and so
/// knows when another reader has been there.
interface Destination {
    /// Where to read on in each partition; a topic that was never read is read from `beginnings`.
    Map<Integer, Long> positions(String topic, Map<Integer, Long> beginnings);

    /// Takes a batch with its position, or nothing.
    ///
    /// @param behind whether Kafka has more than this batch
    Projection.Outcome apply(Batch batch, boolean behind);

    /// Kafka has nothing beyond these positions.
    void caughtUp(String topic, Map<Integer, Long> positions);

    /// Whether it goes on where Kafka has let go of records before they were read. Else such a
    /// partition is read no further, until people decide.
    boolean bearsGaps();
}
