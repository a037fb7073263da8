package dev.lovage.server.projection;

import java.util.List;
import java.util.Map;

/// Where a topic is read to. It keeps how far that was done together with what was read, and so
/// knows when another reader has been there.
interface Destination {
    /// Where to read on in each partition. A topic that was never read is read from `beginnings`,
    /// and so is one that was made again under its name.
    OffsetTable.Standing positions(Topic topic, Map<Integer, Long> beginnings);

    /// Takes the batches that go on from where their partitions stand, all of them with their
    /// positions or none.
    ///
    /// @param batches of one topic, one or more, each of another partition
    Outcome apply(List<Batch> batches);

    /// Goes on at `to`, since Kafka does not have what is at `from`; false when another reader has
    /// been there meanwhile.
    boolean skip(Topic topic, int partition, long from, long to);

    /// Kafka has nothing beyond these positions.
    void caughtUp(Topic topic, Map<Integer, Long> positions);
}
