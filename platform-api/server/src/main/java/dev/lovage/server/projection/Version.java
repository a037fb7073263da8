package dev.lovage.server.projection;

import dev.lovage.events.Guard;

import java.util.Comparator;

/// How new a row is. A row never takes an older one.
///
/// @param generation grows when Temporal resets the run
/// @param epoch ms of the start event of the execution, grows with continue-as-new
/// @param seq place among the transitions
record Version(int generation, long epoch, long seq) implements Comparable<Version> {
    static final Version NONE = new Version(0, 0, 0);

    private static final Comparator<Version> ORDER =
            Comparator.comparingInt(Version::generation)
                    .thenComparingLong(Version::epoch)
                    .thenComparingLong(Version::seq);

    /// The version of what `epoch` and `seq` tell about a row of this generation.
    Version at(long epoch, long seq) {
        return new Version(generation, epoch, seq);
    }

    boolean olderThan(Version other) {
        return compareTo(other) < 0 || !Guard.VERSION.on();
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
